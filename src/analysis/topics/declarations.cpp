#include "topics/declarations.hpp"

#include <algorithm>
#include <array>

namespace hubmine::analysis::topics {

namespace {

constexpr std::string_view kLanguageTag = "language:";

template <typename Value>
void keep_distinct(std::vector<Value>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

LanguageWords read_language_words(const store::Dataset& data, const LanguageCodes& codes) {
    LanguageWords words;
    words.of_card_word.reserve(data.card_words.size());
    for (const std::string_view word : data.card_words) {
        words.of_card_word.push_back(codes.read(word));
    }
    words.of_tag.resize(data.tags.size());
    words.is_bare.resize(data.tags.size());
    for (std::size_t i = 0; i < data.tags.size(); ++i) {
        const std::string_view tag = data.tags[i];
        if (tag.substr(0, kLanguageTag.size()) == kLanguageTag) {
            words.of_tag[i] = codes.read(tag.substr(kLanguageTag.size()));
        } else if (const std::optional<Language> bare = codes.two_letters(tag)) {
            words.of_tag[i] = {.is = Reading::Is::kLanguage, .language = *bare};
            words.is_bare[i] = true;
        }
    }
    return words;
}

bool Declaration::names(Language language) const {
    return std::binary_search(languages.begin(), languages.end(), language);
}

void DeclarationReader::take(Reading reading, std::string_view text) {
    switch (reading.is) {
        case Reading::Is::kLanguage:
            declaration_.languages.push_back(reading.language);
            break;
        case Reading::Is::kMultilingual:
            declaration_.says_multilingual = true;
            break;
        case Reading::Is::kUnknown:
            unknown_.push_back(text);
            break;
        case Reading::Is::kNothing:
            break;
    }
}

void DeclarationReader::take_words(std::span<const std::uint32_t> words) {
    for (const std::uint32_t word : words) {
        take(words_.of_card_word[word], data_.card_words[word]);
    }
}

void DeclarationReader::take_tags(std::span<const std::uint32_t> tags, bool bare) {
    for (const std::uint32_t tag : tags) {
        const Reading reading = words_.of_tag[tag];
        if (reading.is != Reading::Is::kNothing && words_.is_bare[tag] == bare) {
            take(reading, data_.tags[tag].substr(bare ? 0 : kLanguageTag.size()));
        }
    }
}

const Declaration& DeclarationReader::read(std::uint32_t repo) {
    declaration_.languages.clear();
    declaration_.says_multilingual = false;
    unknown_.clear();
    take_words(repos_.cards.language[repo]);
    if (!declares()) {
        take_words(repos_.cards.languages[repo]);
    }
    LanguageSource source = LanguageSource::kCard;
    if (!declares()) {
        source = LanguageSource::kTags;
        take_tags(repos_.tags[repo], false);
    }
    if (!declares() && has_bare_) {
        source = LanguageSource::kBareTags;
        take_tags(repos_.tags[repo], true);
    }
    declaration_.source = declares() ? std::optional(source) : std::nullopt;
    keep_distinct(declaration_.languages);
    keep_distinct(unknown_);
    declaration_.unknown_codes = static_cast<std::int64_t>(unknown_.size());
    return declaration_;
}

}  // namespace hubmine::analysis::topics
