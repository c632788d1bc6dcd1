// Work in a process of its own, for what a damaged file can do to whoever reads it.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace quire {

using Send = std::function<void(std::string_view message)>;

/// Runs `work` in a child process and hands what it sends to `take`, in order. An Error that `work`
/// throws is thrown here.
///
/// The child has only the thread that calls this. It is killed when it has sent nothing for as long
/// as `patience`, and when `take` throws.
/// @returns how the child came to grief, e.g. "crashed (Segmentation fault)"; empty where it did not
/// @throws Error io: there can be no child. What `work` or `take` throw.
std::string run_in_child(const std::function<void(const Send&)>& work, const Send& take,
                         std::chrono::milliseconds patience);

}  // namespace quire
