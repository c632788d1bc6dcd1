#include "base/damage.hpp"

namespace quire {

Error damage(const std::string& what) {
    return {
        ErrorCode::corrupt_index, what,
        "See what is damaged (quire-index --verify), keep what can be read of it (--repair), or "
        "make the index again (--rebuild)."};
}

}  // namespace quire
