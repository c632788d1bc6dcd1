// What the shared library shows to programs that link it; everything else in it is hidden.
#pragma once

/// Marks what belongs to the API: a function, or a class with all its members. Plain structures,
/// enumerations and templates need no mark, because programs compile them themselves.
#define QUIRE_API [[gnu::visibility("default")]]
