#include "ask/questions.hpp"

#include <utility>

#include "cli/files.hpp"
#include "quire/error.hpp"

namespace quire::ask {

QuestionFile::QuestionFile(const std::string& path)
    : name_(cli::file_name(path)), lines_(cli::read_file(path)) {}

std::optional<output::Question> QuestionFile::next() {
    for (std::string text; std::getline(lines_, text);) {
        ++line_;
        if (text.ends_with('\r')) text.pop_back();
        if (text.find_first_not_of(" \t") == std::string::npos) continue;
        std::string topic = std::to_string(line_);
        if (const std::size_t tab = text.find('\t'); tab != std::string::npos) {
            topic = text.substr(0, tab);
            text.erase(0, tab + 1);
        }
        if (topic.empty()) throw InputError(name_, line_, "there is no topic before the tab");
        const auto [earlier, fresh] = lines_by_topic_.emplace(topic, line_);
        if (!fresh) {
            throw InputError(name_, line_,
                             "line " + std::to_string(earlier->second) + " has the topic \"" +
                                 topic + "\" already");
        }
        Query query = Query::parse(text);
        return output::Question{std::move(topic), std::move(text), std::move(query)};
    }
    return std::nullopt;
}

std::string QuestionFile::place() const {
    return name_ + ":" + std::to_string(line_);
}

}  // namespace quire::ask
