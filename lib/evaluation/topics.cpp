#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evaluation/lines.hpp"
#include "quire/evaluation.hpp"

namespace quire::evaluation {
namespace {

std::string collapsed(std::string_view text) {
    std::string result;
    for (const std::string_view word : columns(text, " \t\r\n\v\f")) {
        if (!result.empty()) result += ' ';
        result += word;
    }
    return result;
}

/// Gathers topics, each id once.
class Topics {
public:
    explicit Topics(const Lines& lines) : lines_(lines) {}

    void add(std::string id, std::string text) {
        if (id.empty()) lines_.fail("the topic has no id");
        if (text.empty()) lines_.fail("topic \"" + id + "\" has no text");
        if (!ids_.insert(id).second) lines_.fail("topic \"" + id + "\" stands there twice");
        topics_.push_back({std::move(id), std::move(text)});
    }
    std::vector<Topic> take() { return std::move(topics_); }

private:
    const Lines& lines_;
    std::set<std::string> ids_;
    std::vector<Topic> topics_;
};

/// Reads one `<top>` after the other. The tags need not be closed, as TREC's mostly are not.
class TrecTopics {
public:
    TrecTopics(const Lines& lines, Topics& topics, std::span<const TopicPart> parts)
        : lines_(lines), topics_(topics), parts_(parts.begin(), parts.end()) {
        if (parts_.empty()) parts_ = {TopicPart::title};
    }

    void add_line(std::string_view line) {
        line.remove_prefix(std::min(line.find_first_not_of(blank), line.size()));
        bool at_start = true;
        while (!line.empty()) {
            if (const std::size_t size = tag_size(line, at_start); size > 0) {
                open(line.substr(0, size));
                line.remove_prefix(size);
            } else {
                const std::size_t end = std::min(line.find('<', 1), line.size());
                add_text(line.substr(0, end));
                line.remove_prefix(end);
            }
            at_start = false;
        }
        if (part_ != nullptr) *part_ += ' ';
    }

    void finish() {
        if (!inside_) return;
        std::string text;
        for (const TopicPart part : parts_) {
            const auto number = static_cast<std::size_t>(part);
            text += without_label(text_[number], labels[number]) + ' ';
        }
        topics_.add(without_label(number_, "Number:"), collapsed(text));
        number_.clear();
        for (std::string& part : text_) part.clear();
        part_ = nullptr;
        inside_ = false;
    }

private:
    static constexpr std::array<std::string_view, 3> labels = {
        "Topic:", "Description:", "Narrative:"};
    static constexpr std::array<std::string_view, 10> known = {
        "<top>",    "</top>", "<num>",   "</num>", "<title>",
        "</title>", "<desc>", "</desc>", "<narr>", "</narr>"};

    static std::string without_label(std::string_view text, std::string_view label) {
        std::string result = collapsed(text);
        if (result.starts_with(label)) result = collapsed(result.substr(label.size()));
        return result;
    }

    /// How long the tag is that `line` starts with; 0 where it is text. The tags of parts that are
    /// not read are known by their place, at the start of a line.
    static std::size_t tag_size(std::string_view line, bool at_start) {
        constexpr std::size_t longest = 16;
        const std::size_t end = line.substr(0, longest).find('>');
        if (line[0] != '<' || end == std::string_view::npos) return 0;
        const std::string_view tag = line.substr(0, end + 1);
        const bool closes = tag.starts_with("</");
        const std::string_view name = tag.substr(closes ? 2 : 1, end - (closes ? 2 : 1));
        const bool is_name = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
            return c >= 'a' && c <= 'z';
        });
        const bool is_known = std::find(known.begin(), known.end(), tag) != known.end();
        return is_known || (is_name && at_start) ? end + 1 : 0;
    }

    void open(std::string_view tag) {
        if (tag == "<top>") {
            finish();
            inside_ = true;
            return;
        }
        if (!inside_) lines_.fail("expected <top>, got " + std::string(tag));
        if (tag == "</top>") {
            finish();
        } else if (tag == "<num>") {
            part_ = &number_;
        } else if (tag == "<title>") {
            part_ = &text_[0];
        } else if (tag == "<desc>") {
            part_ = &text_[1];
        } else if (tag == "<narr>") {
            part_ = &text_[2];
        } else {
            part_ = nullptr;
        }
    }

    void add_text(std::string_view text) {
        if (part_ != nullptr) {
            *part_ += text;
        } else if (!inside_ && !collapsed(text).empty()) {
            lines_.fail("expected <top>, got \"" + collapsed(text) + "\"");
        }
    }

    const Lines& lines_;
    Topics& topics_;
    std::vector<TopicPart> parts_;
    bool inside_ = false;
    std::string number_;
    std::array<std::string, 3> text_;
    std::string* part_ = nullptr;
};

void add_json(const std::string& line, const Lines& lines, Topics& topics) {
    const auto object = nlohmann::json::parse(line, nullptr, false);
    if (!object.is_object()) lines.fail("expected a JSON object");
    const auto text = [&](const char* key) {
        const auto found = object.find(key);
        if (found == object.end() || !found->is_string()) {
            lines.fail(std::string("expected a string under \"") + key + "\"");
        }
        return found->get<std::string>();
    };
    std::string id = text("_id");
    topics.add(std::move(id), collapsed(text("text")));
}

}  // namespace

std::vector<Topic> read_topics(const std::string& path, std::span<const TopicPart> parts) {
    Lines lines(path);
    Topics topics(lines);
    TrecTopics tagged(lines, topics, parts);
    enum class Form { unknown, json, tabs, trec } form = Form::unknown;
    std::string line;
    while (lines.next(line)) {
        const std::size_t first = line.find_first_not_of(blank);
        if (first == std::string::npos) continue;
        if (form == Form::unknown) {
            form = line[first] == '{' ? Form::json : line[first] == '<' ? Form::trec : Form::tabs;
            const bool titles = std::all_of(parts.begin(), parts.end(), [](TopicPart part) {
                return part == TopicPart::title;
            });
            if (form != Form::trec && !titles) {
                lines.fail("these topics have one text each, no description and no narrative");
            }
        }
        if (form == Form::json) {
            add_json(line, lines, topics);
        } else if (form == Form::trec) {
            tagged.add_line(line);
        } else {
            const std::size_t tab = line.find('\t');
            if (tab == std::string::npos) lines.fail("expected an id, a tab and a text");
            topics.add(collapsed(line.substr(0, tab)), collapsed(line.substr(tab + 1)));
        }
    }
    tagged.finish();
    std::vector<Topic> all = topics.take();
    if (all.empty()) lines.fail("there is no topic in the file");
    return all;
}

}  // namespace quire::evaluation
