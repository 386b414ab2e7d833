#include "page_terms.hpp"

#include "hubmine/core/text.hpp"

#include "page_text.hpp"

#include <fmt/format.h>

#include <algorithm>

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
    const auto found = std::find_if(left_.begin(), left_.end(), [&](const Term& term) {
        const std::string_view rest = html.substr(place, term.word.size());
        const std::size_t behind = place + term.word.size();
        // "models" is "model", too.
        const bool ends =
            behind >= html.size() || !is_of_a_word(html[behind]) ||
            (html[behind] == 's' && (behind + 1 == html.size() || !is_of_a_word(html[behind + 1])));
        return ends && core::ascii_lower(rest) == term.word;
    });
    if (found == left_.end()) {
        return {};
    }
    const std::size_t length = found->word.size();
    std::string link = fmt::format(R"(<a class="term" href="#{}">{}</a>)", html_text(found->id),
                                   html.substr(place, length));
    left_.erase(found);
    return {std::move(link), length};
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
