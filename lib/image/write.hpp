// Writing an image, of documents that were analysed or of other images. Of these, what has not changed
// is copied as it lies: posting lists none of whose documents is replaced or removed and that get no
// other ones, and blocks of the others that come to begin a block again, behind the same document. The
// bytes are those of an image that is written at once.
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <vector>

#include "image/input.hpp"
#include "postings/source.hpp"

namespace quire::image {

/// Writes a file, in the place of what may be there.
/// @param inputs later ones replace the documents that earlier ones have as well
/// @param removed documents to leave out
/// @param first_document of the image; no input has an earlier one
/// @param durable whether it must be on disk on return
/// @throws Error io: the file cannot be written. corrupt_index: an input is damaged. No file is
///         left then.
void write_image(const std::filesystem::path& path, std::size_t text_fields,
                 const std::vector<std::unique_ptr<Input>>& inputs,
                 const std::set<postings::DocumentNumber>& removed,
                 postings::DocumentNumber first_document, bool durable);

}  // namespace quire::image
