#pragma once

#include "hubmine/store/dataset.hpp"

#include "topics/languages.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace hubmine::analysis::topics {

/// What one repository declares.
struct Declaration {
    std::vector<Language> languages;       ///< ascending, each once
    bool says_multilingual = false;        ///< by the word
    std::optional<LanguageSource> source;  ///< absent = it declares nothing
    std::int64_t unknown_codes = 0;        ///< distinct texts, in the sources looked at

    [[nodiscard]] bool names(Language language) const;
    [[nodiscard]] bool names_only(Language language) const {
        return !says_multilingual && languages.size() == 1 && languages.front() == language;
    }
    [[nodiscard]] bool is_multilingual() const { return says_multilingual || languages.size() > 1; }
};

/// Reads what repositories of a kind declare.
class DeclarationReader {
  public:
    /// All must outlive this.
    DeclarationReader(const store::Dataset& data, core::Kind kind, const LanguageWords& words)
        : data_(data),
          repos_(data.of(kind)),
          words_(words),
          has_bare_(kind == core::Kind::kModel) {}

    /// Valid until the next one is read.
    [[nodiscard]] const Declaration& read(std::uint32_t repo);

  private:
    [[nodiscard]] bool declares() const {
        return declaration_.says_multilingual || !declaration_.languages.empty();
    }
    void take(Reading reading, std::string_view text);
    void take_words(std::span<const std::uint32_t> words);
    void take_tags(std::span<const std::uint32_t> tags, bool bare);

    const store::Dataset& data_;
    const store::Repos& repos_;
    const LanguageWords& words_;
    bool has_bare_;
    Declaration declaration_;
    std::vector<std::string_view> unknown_;
};

}  // namespace hubmine::analysis::topics
