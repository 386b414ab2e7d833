#include "search_texts.hpp"

#include "hubmine/core/json_reader.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/card.hpp"

#include <algorithm>
#include <array>

namespace hubmine::store {

namespace {

using core::JsonReader;
using core::JsonType;

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_separator(char c) {
    return !is_lower(c) && !is_upper(c) && !(c >= '0' && c <= '9') &&
           static_cast<unsigned char>(c) < 0x80U;
}

/// With a blank wherever a capital follows a small letter.
std::string with_humps_apart(std::string_view id) {
    std::string apart;
    for (const char c : id) {
        if (is_upper(c) && !apart.empty() && is_lower(apart.back())) {
            apart += ' ';
        }
        apart += c;
    }
    return apart;
}

/// A text, or the texts of an array.
void add_texts(JsonReader& in, std::string& words) {
    if (in.peek() == JsonType::kString) {
        add_words(words, in.text().value_or(""));
    } else if (in.peek() == JsonType::kArray) {
        in.array([&] {
            if (in.peek() == JsonType::kString) {
                add_words(words, in.text().value_or(""));
            } else {
                in.skip();
            }
        });
    } else {
        in.skip();
    }
}

/// "zh-CN" is Chinese; what names no code is a name already.
std::string_view language_name(std::string_view told, const core::TextMap<std::string>& names) {
    const std::string code = core::ascii_lower(told.substr(0, told.find_first_of("-_")));
    const auto found = names.find(code);
    return found == names.end() ? told : std::string_view(found->second);
}

void add_languages(std::string_view card, const core::TextMap<std::string>& names,
                   std::string& text) {
    const CardFacts facts = read_card(card);
    for (const auto* const told : {&facts.language, &facts.languages}) {
        for (const std::string& language : *told) {
            add_words(text, language_name(language, names));
        }
    }
}

template <std::size_t kCount>
bool is_one_of(std::string_view key, const std::array<std::string_view, kCount>& keys) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

void add_words(std::string& text, std::string_view words) {
    if (!words.empty()) {
        text.append(text.empty() ? "" : " ").append(words);
    }
}

std::string words_of_id(std::string_view id) {
    std::string words(id);
    const std::string apart = with_humps_apart(id);
    if (apart != id) {
        add_words(words, apart);
    }
    const std::string_view name = id.substr(id.find('/') + 1);
    std::string joined(name);
    joined.erase(std::remove_if(joined.begin(), joined.end(), is_separator), joined.end());
    if (joined != name) {
        add_words(words, joined);
    }
    return words;
}

void add_card_texts(std::string_view card, const core::TextMap<std::string>& language_names,
                    SearchTexts& into) {
    constexpr std::array<std::string_view, 3> kTitles{"pretty_name", "title", "model_name"};
    constexpr std::array<std::string_view, 4> kTexts{"summary", "description", "short_description",
                                                     "datasets"};
    JsonReader in(card);
    if (in.peek() != JsonType::kObject) {
        return;
    }
    bool has_language = false;
    in.object([&](std::string_view key) {
        if (is_one_of(key, kTitles)) {
            add_texts(in, into.title);
        } else if (is_one_of(key, kTexts)) {
            add_texts(in, into.text);
        } else {
            has_language = has_language || key == "language" || key == "languages";
            in.skip();
        }
    });
    if (has_language) {
        add_languages(card, language_names, into.text);
    }
}

}  // namespace hubmine::store
