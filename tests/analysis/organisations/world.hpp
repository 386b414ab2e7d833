#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/store/dataset.hpp"

#include "analysis/results.hpp"
#include "organisations/entry.hpp"
#include "support/scratch_directory.hpp"

#include <cstdint>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hubmine::analysis {

/// Owners and repositories written down by hand.
class OwnersWorld {
  public:
    struct Numbers {
        std::optional<std::int64_t> likes;
        std::optional<std::int64_t> downloads;
        std::optional<std::int64_t> downloads_all_time;
        std::optional<std::int64_t> parameters;
        std::optional<std::int64_t> storage;
        std::string created;
    };

    OwnersWorld() { list("nobody,Nobody,company,\n"); }

    /// Rows of the list of organisations.
    void list(const std::string& rows) {
        settings.organisations_file = *folder_ / "organisations.csv";
        std::ofstream(settings.organisations_file) << "namespace,entity,type,country\n" << rows;
    }

    void repo(core::Kind kind, std::string_view id, const Numbers& numbers = {}) {
        store::Repos& repos = data.repos.at(static_cast<std::size_t>(kind));
        ++repos.count;
        repos.id.push_back(id);
        repos.likes.push_back(numbers.likes);
        repos.downloads.push_back(numbers.downloads);
        repos.downloads_all_time.push_back(numbers.downloads_all_time);
        repos.parameters.push_back(numbers.parameters);
        repos.storage.push_back(numbers.storage);
        repos.created_at.push_back(core::parse_time(numbers.created));
        repos.base_models.offsets.push_back(repos.base_models.target.size());
    }
    void model(std::string_view id, const Numbers& numbers = {}) {
        repo(core::Kind::kModel, id, numbers);
    }
    /// The model that was added last was made from that one.
    void made_from(std::uint32_t parent) {
        data.base_models.id.push_back(data.repos[0].id[parent]);
        data.base_models.model.push_back(parent);
        store::Claims& claims = data.repos[0].base_models;
        claims.target.push_back(static_cast<std::uint32_t>(data.base_models.model.size() - 1));
        claims.relation.push_back(store::kNoText);
        ++claims.offsets.back();
    }
    void owner(std::string_view name, bool is_organisation, bool by_overview = true) {
        data.owners.name.push_back(name);
        data.owners.is_organisation.push_back(is_organisation ? 1 : 0);
        data.owners.by_overview.push_back(by_overview ? 1 : 0);
    }

    [[nodiscard]] Result run() const { return organisations::answer(data, settings); }

    store::Dataset data;
    organisations::Settings settings;

  private:
    std::shared_ptr<ScratchDirectory> folder_ = std::make_shared<ScratchDirectory>();
};

}  // namespace hubmine::analysis
