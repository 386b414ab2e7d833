#include "topics/languages.hpp"

#include "common/age.hpp"
#include "topics/declarations.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace hubmine::analysis::topics {

namespace {

/// Of the repositories of a year, or of all.
struct Counter {
    Declared declared;
    std::vector<bool> is_met = std::vector<bool>(kLanguageNumbers, false);

    void add(const Declaration& declaration, Language english) {
        ++declared.repositories;
        declared.unknown_codes += declaration.unknown_codes;
        if (!declaration.source) {
            return;
        }
        ++declared.declaring;
        ++declared.from.at(static_cast<std::size_t>(*declaration.source));
        const bool names_english = declaration.names(english);
        declared.english += names_english ? 1 : 0;
        declared.english_only += declaration.names_only(english) ? 1 : 0;
        declared.other_only += !names_english && !declaration.languages.empty() ? 1 : 0;
        declared.multilingual += declaration.is_multilingual() ? 1 : 0;
        for (const Language language : declaration.languages) {
            declared.languages += is_met[language] ? 0 : 1;
            is_met[language] = true;
        }
    }
};

int year_of(core::Timestamp time) {
    return static_cast<int>(
        std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(time)).year());
}

/// Year by year, the floored ones before the others of their year.
class YearCounters {
  public:
    [[nodiscard]] Counter& of(core::Timestamp created) {
        const bool floored = is_floored(created);
        const int year = year_of(created);
        Counter& counter = counters_[{year, !floored}];
        counter.declared.year = year;
        counter.declared.is_floored = floored;
        return counter;
    }
    [[nodiscard]] const auto& counters() const { return counters_; }

  private:
    std::map<std::pair<int, bool>, Counter> counters_;
};

/// What is known of each language, by its number, and which owner has which.
struct LanguageCounts {
    std::vector<LanguageCount> by_language = std::vector<LanguageCount>(kLanguageNumbers);
    std::vector<std::uint64_t> owner_pairs;  // a language and an owner

    void add(const Population& population, std::uint32_t repo, const Declaration& declaration) {
        for (const Language language : declaration.languages) {
            LanguageCount& count = by_language[language];
            count.language = language;
            count.tally.add(population, repo);
            count.only += declaration.names_only(language) ? 1 : 0;
            owner_pairs.push_back(std::uint64_t{language} << 32U | population.owners[repo]);
        }
    }

    [[nodiscard]] std::vector<LanguageCount> ranked() {
        std::sort(owner_pairs.begin(), owner_pairs.end());
        for (std::size_t i = 0; i < owner_pairs.size(); ++i) {
            if (i == 0 || owner_pairs[i] != owner_pairs[i - 1]) {
                ++by_language[owner_pairs[i] >> 32U].owners;
            }
        }
        std::erase_if(by_language,
                      [](const LanguageCount& count) { return count.tally.repositories == 0; });
        std::sort(by_language.begin(), by_language.end(),
                  [](const LanguageCount& a, const LanguageCount& b) {
                      return a.tally.repositories != b.tally.repositories
                                 ? a.tally.repositories > b.tally.repositories
                                 : a.language < b.language;
                  });
        return std::move(by_language);
    }
};

}  // namespace

KindLanguages count_languages(const store::Dataset& data, const Population& population,
                              const LanguageWords& words) {
    const Language english = *language_of("en");
    KindLanguages found;
    DeclarationReader reader(data, population.kind, words);
    Counter all;
    YearCounters years;
    LanguageCounts counts;
    for (const std::uint32_t repo : population.chosen) {
        const Declaration& declaration = reader.read(repo);
        all.add(declaration, english);
        if (const auto& created = population.repos.created_at[repo]) {
            years.of(*created).add(declaration, english);
        }
        if (declaration.source) {
            found.downloads += population.downloads(repo);
            counts.add(population, repo, declaration);
        }
    }
    found.declared.push_back(all.declared);
    for (const auto& [year, counter] : years.counters()) {
        found.declared.push_back(counter.declared);
    }
    found.counts = counts.ranked();
    return found;
}

}  // namespace hubmine::analysis::topics
