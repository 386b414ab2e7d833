#include "page_terms.hpp"

#include "hubmine/core/text.hpp"

#include "page_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace hubmine::output {

namespace {

bool is_of_a_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

}  // namespace

TermLinks::TermLinks(const PageBlock* glossary) {
    if (glossary != nullptr) {
        for (const PageBlock::Line& line : glossary->lines) {
            left_.push_back({.word = core::ascii_lower(html_text(line.name)), .id = line.id});
        }
    }
}

std::pair<std::string, std::size_t> TermLinks::link_at(std::string_view html, std::size_t place) {
    for (auto term = left_.begin(); term != left_.end(); ++term) {
        if (core::ascii_lower(html.substr(place, term->word.size())) != term->word) {
            continue;
        }
        std::size_t end = place + term->word.size();
        end += end < html.size() && html[end] == 's' ? 1U : 0U;  // "models" is "model", too
        if (end == html.size() || !is_of_a_word(html[end])) {
            std::string link = fmt::format(R"(<a class="term" href="#{}">{}</a>)",
                                           html_text(term->id), html.substr(place, end - place));
            left_.erase(term);
            return {std::move(link), end - place};
        }
    }
    return {};
}

std::string TermLinks::linked(std::string_view text) {
    const std::string html = told_text(text);
    std::string made;
    bool in_code = false;
    for (std::size_t i = 0; i < html.size();) {
        if (html[i] == '<') {
            const std::size_t end = html.find('>', i) + 1;
            in_code = html[i + 1] != '/';
            made += html.substr(i, end - i);
            i = end;
            continue;
        }
        const bool begins = !in_code && (i == 0 || !is_of_a_word(html[i - 1]));
        const auto [link, length] =
            begins ? link_at(html, i) : std::pair<std::string, std::size_t>();
        made += length > 0 ? link : std::string(1, html[i]);
        i += std::max<std::size_t>(length, 1);
    }
    return made;
}

}  // namespace hubmine::output
