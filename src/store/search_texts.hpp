#pragma once

#include "hubmine/core/text_map.hpp"

#include <string>
#include <string_view>

namespace hubmine::store {

/// What is searched of a repository; words stand apart by anything that is no letter or digit.
struct SearchTexts {
    std::string name;
    std::string title;
    std::string tags;
    std::string text;
};

/// An id and the words that it is made of: `a/CodeLlama-7b Code Llama 7b CodeLlama7b`.
[[nodiscard]] std::string words_of_id(std::string_view id);

/// Adds what a card's metadata says: `pretty_name`, `title`, `model_name` to the title; `summary`,
/// `description`, `short_description`, `datasets` and names of languages to the text. Lenient.
void add_card_texts(std::string_view card, const core::TextMap<std::string>& language_names,
                    SearchTexts& into);

/// Adds a blank and the words.
void add_words(std::string& text, std::string_view words);

}  // namespace hubmine::store
