#pragma once

#include "hubmine/store/dataset.hpp"

#include "collaboration/entry.hpp"
#include "support/scratch_directory.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::analysis {

/// Model repositories and their commits, written down by hand.
class CollaborationWorld {
  public:
    CollaborationWorld() {
        settings.bots_file = (folder_ / "bots.csv").string();
        std::ofstream(settings.bots_file) << "name\nlint-bot\n";
        settings.subfields_file = HUBMINE_DATA "/subfields.csv";
        settings.organisations_file = HUBMINE_DATA "/organisations.csv";
        settings.subfields = {"all"};
    }
    CollaborationWorld(const CollaborationWorld&) = delete;
    CollaborationWorld& operator=(const CollaborationWorld&) = delete;
    CollaborationWorld(CollaborationWorld&&) = delete;
    CollaborationWorld& operator=(CollaborationWorld&&) = delete;

    void repository(std::initializer_list<std::string_view> tags = {}, bool known = true) {
        store::Repos& models = data.repos[0];
        ++models.count;
        models.id.push_back(fmt::format("owner/model-{}", models.size()));
        for (const std::string_view tag : tags) {
            data.tags.push_back(tag);
            models.tags.values.push_back(static_cast<std::uint32_t>(data.tags.size() - 1));
        }
        models.tags.offsets.push_back(models.tags.values.size());
        data.contributions[0].known.push_back(known ? 1 : 0);
    }

    /// To the latest repository.
    void commits(std::int64_t count, std::initializer_list<std::string_view> authors) {
        for (const std::string_view name : authors) {
            data.author_lists.values.push_back(author(name));
        }
        data.author_lists.offsets.push_back(data.author_lists.values.size());
        store::Contributions& contributions = data.contributions[0];
        contributions.repo.push_back(static_cast<std::uint32_t>(data.repos[0].size() - 1));
        contributions.author_list.push_back(
            static_cast<std::uint32_t>(data.author_lists.size() - 1));
        contributions.commits.push_back(count);
    }

    std::uint32_t author(std::string_view name) {
        const auto found = std::find(data.authors.begin(), data.authors.end(), name);
        const auto index = static_cast<std::uint32_t>(found - data.authors.begin());
        if (found == data.authors.end()) {
            data.authors.push_back(name);
        }
        return index;
    }

    /// `member` is the same person as `developer`.
    void merge(std::string_view member, std::string_view developer) {
        data.merges.push_back({.author = author(developer), .developer = author(developer)});
        data.merges.push_back({.author = author(member), .developer = author(developer)});
    }

    [[nodiscard]] Result run() const { return collaboration::answer(data, settings); }

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

    store::Dataset data;
    collaboration::Settings settings;

  private:
    ScratchDirectory folder_;
};

}  // namespace hubmine::analysis
