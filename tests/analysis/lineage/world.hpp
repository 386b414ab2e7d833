#pragma once

#include "hubmine/core/text_map.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/dataset.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::analysis {

/// Models and what they say they were made from, written down by hand.
class LineageWorld {
  public:
    struct Facts {
        std::int64_t downloads = 0;
        std::int64_t likes = 0;
        std::string_view created_at = "2023-01-01";  ///< empty = not known
        std::string_view license;
        std::string_view task;
    };

    void model(std::string_view id) { model(id, Facts()); }
    void model(std::string_view id, const Facts& facts) {
        models_.push_back({std::string(id), facts});
    }
    /// A model that the store knows and that is not present.
    void removed(std::string_view id) { removed_.emplace_back(id); }
    /// A past name of a model.
    void renamed(std::string_view past, std::string_view present) {
        renamed_.emplace_back(past, present);
    }
    /// Without a relation the Hub names none.
    void claim(std::string_view child, std::string_view parent, std::string_view relation = {}) {
        claims_.push_back({std::string(child), std::string(parent), std::string(relation)});
    }
    /// The store has met everything in the other order.
    void turn_round() {
        std::reverse(models_.begin(), models_.end());
        std::reverse(claims_.begin(), claims_.end());
    }

    [[nodiscard]] store::Dataset data() const {
        store::Dataset data;
        store::Repos& models = data.repos[0];
        models.count = models_.size();
        for (const Model& model : models_) {
            add(model, data);
            for (const Claim& claim : claims_) {
                if (claim.child == model.id) {
                    add(claim, data);
                }
            }
            models.base_models.offsets.push_back(models.base_models.target.size());
        }
        return data;
    }

    /// Absent when no present model has that name, or had it.
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const {
        for (const auto& [past, present] : renamed_) {
            name = past == name ? std::string_view(present) : name;
        }
        const auto found = std::find_if(models_.begin(), models_.end(),
                                        [name](const Model& model) { return model.id == name; });
        return found == models_.end()
                   ? std::nullopt
                   : std::optional(static_cast<std::uint32_t>(found - models_.begin()));
    }

  private:
    struct Model {
        std::string id;
        Facts facts;
    };
    struct Claim {
        std::string child;
        std::string parent;
        std::string relation;
    };

    static store::TextId number(std::string_view text, core::Texts& texts) {
        if (text.empty()) {
            return store::kNoText;
        }
        const auto found = std::find(texts.begin(), texts.end(), text);
        const auto at = static_cast<store::TextId>(found - texts.begin());
        if (found == texts.end()) {
            texts.push_back(text);
        }
        return at;
    }

    static void add(const Model& model, store::Dataset& data) {
        store::Repos& models = data.repos[0];
        models.id.push_back(model.id);
        models.likes.push_back(model.facts.likes);
        models.downloads.push_back(model.facts.downloads);
        models.created_at.push_back(core::parse_time(model.facts.created_at));
        models.license.push_back(number(model.facts.license, data.licenses));
        models.pipeline_tag.push_back(number(model.facts.task, data.labels));
        models.parameters.push_back(std::nullopt);
    }

    void add(const Claim& claim, store::Dataset& data) const {
        store::Claims& claims = data.repos[0].base_models;
        claims.target.push_back(static_cast<std::uint32_t>(data.base_models.id.size()));
        data.base_models.id.push_back(claim.parent);
        const bool was_removed =
            std::find(removed_.begin(), removed_.end(), claim.parent) != removed_.end();
        data.base_models.model.push_back(
            was_removed ? store::BaseModels::kRemoved
                        : find(claim.parent).value_or(store::BaseModels::kMissing));
        claims.relation.push_back(number(claim.relation, data.labels));
    }

    std::vector<Model> models_;
    std::vector<std::string> removed_;
    std::vector<std::pair<std::string, std::string>> renamed_;
    std::vector<Claim> claims_;
};

}  // namespace hubmine::analysis
