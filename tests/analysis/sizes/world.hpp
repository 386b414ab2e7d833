#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/store/dataset.hpp"

#include "analysis/results.hpp"
#include "sizes/entry.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::analysis {

/// A model as a test writes it down.
struct SizedModel {
    std::optional<std::int64_t> parameters;
    std::optional<std::int64_t> downloads;
    std::optional<std::int64_t> all_time;
    std::int64_t likes = 0;
    std::optional<std::int64_t> weights;
    std::optional<std::int64_t> storage;
    std::string created;  ///< empty = the Hub does not say
    std::string task;
    bool by_gguf = false;
};

/// Some models and what is known of their sizes, written down by hand.
class SizesWorld {
  public:
    SizesWorld() {
        settings.organisations_file = HUBMINE_DATA "/organisations.csv";
        settings.bots_file = HUBMINE_DATA "/bots.csv";
        settings.kinds = {core::Kind::kModel};
    }

    std::uint32_t model(std::string_view id, const SizedModel& told) {
        store::Repos& models = data.repos[0];
        ++models.count;
        models.id.push_back(id);
        models.likes.push_back(told.likes);
        models.downloads.push_back(told.downloads);
        models.downloads_all_time.push_back(told.all_time);
        models.created_at.push_back(told.created.empty() ? std::nullopt
                                                         : core::parse_time(told.created));
        models.parameters.push_back(told.parameters);
        models.parameters_source.push_back(source_of(told));
        models.weights.push_back(told.weights);
        models.storage.push_back(told.storage);
        models.pipeline_tag.push_back(told.task.empty() ? store::kNoText : label(told.task));
        models.base_models.offsets.push_back(models.base_models.target.size());
        data.contributions[0].known.push_back(1);
        data.discussions[0].known.push_back(1);
        return static_cast<std::uint32_t>(models.count - 1);
    }

    /// The last model was made from that one.
    void made_from(std::uint32_t parent, std::string_view relation) {
        store::Claims& claims = data.repos[0].base_models;
        data.base_models.id.push_back(data.repos[0].id[parent]);
        data.base_models.model.push_back(parent);
        claims.target.push_back(static_cast<std::uint32_t>(data.base_models.model.size() - 1));
        claims.relation.push_back(label(relation));
        claims.offsets.back() = claims.target.size();
    }

    /// What the card of the last model tells; absent = no amount.
    void emits(std::optional<double> grams, std::string source = "") {
        store::Repos& models = data.repos[0];
        models.cards.emissions.push_back(
            {.repo = static_cast<std::uint32_t>(models.count - 1),
             .told = {.grams = grams, .source = std::move(source), .training_type = ""}});
    }

    [[nodiscard]] Result run(std::vector<std::string> tables) {
        settings.tables = std::move(tables);
        return sizes::answer(data, settings);
    }
    [[nodiscard]] std::vector<std::string> rows(const std::string& table) {
        return rows_of(run({table}), table);
    }

    store::Dataset data;
    sizes::Settings settings;

  private:
    static hub::ParametersSource source_of(const SizedModel& told) {
        if (!told.parameters) {
            return hub::ParametersSource::kNone;
        }
        return told.by_gguf ? hub::ParametersSource::kGguf : hub::ParametersSource::kSafetensors;
    }
    store::TextId label(std::string_view text) {
        for (std::size_t i = 0; i < data.labels.size(); ++i) {
            if (data.labels[i] == text) {
                return static_cast<store::TextId>(i);
            }
        }
        data.labels.push_back(text);
        return static_cast<store::TextId>(data.labels.size() - 1);
    }
};

}  // namespace hubmine::analysis
