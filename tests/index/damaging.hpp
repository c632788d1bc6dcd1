// An index of real papers, and ways to damage it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "quire/document.hpp"
#include "quire/schema.hpp"

namespace quire::test {

/// The papers of corpus/papers.jsonl.
std::vector<Document> papers_of_corpus();

/// Makes an index of them.
void make_sound_index(const std::filesystem::path& path, const Schema& schema = Schema::papers());

/// Changes an index in place: papers are replaced, removed, added, in more than one commit.
void change_index(const std::filesystem::path& path);

/// Puts a copy in the place of what is at `to`.
void copy_index(const std::filesystem::path& from, const std::filesystem::path& to);

class Damager {
public:
    explicit Damager(std::uint64_t seed) : random_(seed) {}

    /// Damages one file of an index; says how.
    std::string damage(const std::filesystem::path& index);

private:
    std::size_t below(std::size_t n);

    std::mt19937_64 random_;
};

}  // namespace quire::test
