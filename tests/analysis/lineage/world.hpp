#pragma once

#include "hubmine/core/text_map.hpp"
#include "hubmine/store/dataset.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::analysis {

/// Models and what they say they were made from, written down by hand.
class LineageWorld {
  public:
    void model(std::string_view id) {
        models_.emplace_back(id);
        named(id, static_cast<std::uint32_t>(models_.size() - 1));
    }
    /// A model that the store knows and that is not present.
    void removed(std::string_view id) { named(id, store::BaseModels::kRemoved); }
    /// A past name of a model.
    void renamed(std::string_view past, std::string_view present) {
        named(past, targets_.find(present)->second);
    }
    /// Without a relation the Hub names none.
    void claim(std::string_view child, std::string_view parent, std::string_view relation = {}) {
        claims_.push_back({std::string(child), std::string(parent), std::string(relation)});
    }

    [[nodiscard]] store::Dataset data() const {
        store::Dataset data;
        store::Repos& models = data.repos[0];
        models.count = models_.size();
        for (const std::string& id : models_) {
            models.id.push_back(id);
            for (const Claim& claim : claims_) {
                if (claim.child == id) {
                    add(claim, data);
                }
            }
            models.base_models.offsets.push_back(models.base_models.target.size());
        }
        return data;
    }

  private:
    struct Claim {
        std::string child;
        std::string parent;
        std::string relation;
    };

    void named(std::string_view id, std::uint32_t model) {
        targets_.insert_or_assign(std::string(id), model);
    }

    void add(const Claim& claim, store::Dataset& data) const {
        store::Claims& claims = data.repos[0].base_models;
        claims.target.push_back(static_cast<std::uint32_t>(data.base_models.id.size()));
        const auto found = targets_.find(claim.parent);
        data.base_models.id.push_back(claim.parent);
        data.base_models.model.push_back(found == targets_.end() ? store::BaseModels::kMissing
                                                                 : found->second);
        if (claim.relation.empty()) {
            claims.relation.push_back(store::kNoText);
        } else {
            claims.relation.push_back(static_cast<store::TextId>(data.labels.size()));
            data.labels.push_back(claim.relation);
        }
    }

    std::vector<std::string> models_;
    core::TextMap<std::uint32_t> targets_;
    std::vector<Claim> claims_;
};

}  // namespace hubmine::analysis
