#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/dataset.hpp"

#include "analysis/results.hpp"
#include "topics/entry.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::analysis {

/// What is told of a repository that is about something.
struct GivenRepo {
    std::vector<std::string> tags{};
    std::vector<std::string> language{};   ///< of the card
    std::vector<std::string> languages{};  ///< of the card
    std::optional<std::string> pipeline_tag{};
    std::optional<std::string> library_name{};
    std::int64_t likes = 0;
    std::optional<std::int64_t> downloads = 0;
    std::optional<std::int64_t> downloads_all_time{};
    std::optional<std::string> created_at = "2023-06-01";
    std::uint32_t fields = 0;
};

/// A small Hub written down by hand, as of the start of 2024.
class TopicsWorld {
  public:
    TopicsWorld() {
        settings.organisations_file = HUBMINE_DATA "/organisations.csv";
        settings.languages_file = HUBMINE_DATA "/languages.csv";
        settings.domains_file = HUBMINE_DATA "/domains.csv";
        settings.tasks_file = HUBMINE_DATA "/tasks.csv";
        settings.evaluation_datasets_file = HUBMINE_DATA "/evaluation_datasets.csv";
        data.snapshot.finished_at = core::parse_time("2024-01-01");
    }

    void add(core::Kind kind, std::string_view id, const GivenRepo& given = {}) {
        store::Repos& repos = data.repos.at(static_cast<std::size_t>(kind));
        ++repos.count;
        repos.id.push_back(id);
        repos.likes.push_back(given.likes);
        repos.downloads.push_back(given.downloads);
        repos.downloads_all_time.push_back(given.downloads_all_time);
        repos.created_at.push_back(given.created_at ? core::parse_time(*given.created_at)
                                                    : std::nullopt);
        add_list(repos.tags, given.tags, data.tags);
        add_list(repos.cards.language, given.language, data.card_words);
        add_list(repos.cards.languages, given.languages, data.card_words);
        repos.cards.fields.push_back(given.fields);
        repos.pipeline_tag.push_back(number(given.pipeline_tag, data.labels));
        repos.library_name.push_back(number(given.library_name, data.labels));
    }
    void model(std::string_view id, const GivenRepo& given = {}) {
        add(core::Kind::kModel, id, given);
    }
    void dataset(std::string_view id, const GivenRepo& given = {}) {
        add(core::Kind::kDataset, id, given);
    }

    [[nodiscard]] Result run(std::vector<std::string> tables = {}) {
        settings.tables = std::move(tables);
        return topics::answer(data, settings);
    }

    store::Dataset data;
    topics::Settings settings;

  private:
    static std::uint32_t number(const std::optional<std::string>& text, core::Texts& texts) {
        if (!text) {
            return store::kNoText;
        }
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (texts[i] == *text) {
                return static_cast<std::uint32_t>(i);
            }
        }
        texts.push_back(*text);
        return static_cast<std::uint32_t>(texts.size() - 1);
    }
    static void add_list(store::Lists& lists, const std::vector<std::string>& given,
                         core::Texts& texts) {
        for (const std::string& text : given) {
            lists.values.push_back(number(text, texts));
        }
        lists.offsets.push_back(lists.values.size());
    }
};

}  // namespace hubmine::analysis
