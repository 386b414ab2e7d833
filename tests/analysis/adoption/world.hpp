#pragma once

#include "hubmine/store/dataset.hpp"

#include "adoption/entry.hpp"
#include "analysis/results.hpp"

#include <fmt/format.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hubmine::analysis {

/// A small Hub written down by hand.
class AdoptionWorld {
  public:
    AdoptionWorld() {
        settings.subfields_file = HUBMINE_DATA "/subfields.csv";
        settings.organisations_file = HUBMINE_DATA "/organisations.csv";
        settings.bots_file = HUBMINE_DATA "/bots.csv";
        settings.subfields = {"all"};
    }

    std::uint32_t model(std::string id, std::initializer_list<std::string_view> tags = {},
                        std::int64_t likes = 0, std::int64_t downloads = 0) {
        store::Repos& models = data.repos[0];
        add(models, std::move(id), tags);
        models.likes.replace_back(likes);
        models.downloads.push_back(downloads);
        return static_cast<std::uint32_t>(models.size() - 1);
    }

    std::uint32_t space(std::initializer_list<std::uint32_t> models,
                        std::initializer_list<std::string_view> tags = {}, bool copy = false) {
        store::Repos& spaces = data.repos[2];
        add(spaces, fmt::format("someone/space-{}", spaces.size()), tags);
        spaces.duplicated.push_back(copy ? 1 : 0);
        const auto index = static_cast<std::uint32_t>(spaces.size() - 1);
        for (const std::uint32_t used : models) {
            data.usage.space.push_back(index);
            data.usage.model.push_back(used);
        }
        return index;
    }

    [[nodiscard]] Result run() const { return adoption::answer(data, settings); }

    store::Dataset data;
    adoption::Settings settings;

  private:
    void add(store::Repos& repos, std::string id, std::initializer_list<std::string_view> tags) {
        ++repos.count;
        repos.id.push_back(std::move(id));
        repos.likes.push_back(0);
        for (const std::string_view tag : tags) {
            data.tags.push_back(tag);
            repos.tags.values.push_back(static_cast<std::uint32_t>(data.tags.size() - 1));
        }
        repos.tags.offsets.push_back(repos.tags.values.size());
    }
};

}  // namespace hubmine::analysis
