#pragma once

#include "hubmine/analysis/graph_entry.hpp"

#include "common/options.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace hubmine::analysis {

/// What every graph can be cut by: --min-weight, --top.
[[nodiscard]] OptionRows cut_options(GraphCut& cut, const std::string& top_help);

/// The rows of a graph of a sub-field: --subfield (the default becomes `all`), --min-weight, --top.
[[nodiscard]] OptionRows graph_options(SubfieldSettings& settings, GraphCut& cut,
                                       const std::string& top_help);

/// How a wing draws a graph, as functions of its own settings.
template <typename S>
struct Drawing {
    OptionRows (*options)(S& settings, GraphCut& cut);
    void (*settle)(S& settings, const std::filesystem::path& config_folder);
    store::DatasetOptions (*reading)(const S& settings);
    GraphTables (*build)(const store::Dataset& data, const S& settings, const GraphCut& cut);
    std::vector<std::string> (*doubts_about_reading)(const store::Dataset& data);
    std::vector<std::string> (*doubts_about_files)(const store::Dataset& data, const S& settings);
};

/// A question about settings of type S.
template <typename S>
class GraphQuestionOf final : public GraphQuestion {
  public:
    explicit GraphQuestionOf(const Drawing<S>& drawing)
        : drawing_(drawing), options_(drawing.options(settings_, cut_)) {}

    [[nodiscard]] const std::vector<core::Option>& options() const override { return options_; }
    void settle(const std::filesystem::path& config_folder) override {
        drawing_.settle(settings_, config_folder);
    }
    [[nodiscard]] store::DatasetOptions reading() const override {
        return drawing_.reading(settings_);
    }
    [[nodiscard]] GraphTables build(const store::Dataset& data) const override {
        return drawing_.build(data, settings_, cut_);
    }
    [[nodiscard]] std::vector<std::string> doubts_about_reading(
        const store::Dataset& data) const override {
        return drawing_.doubts_about_reading(data);
    }
    [[nodiscard]] std::vector<std::string> doubts_about_files(
        const store::Dataset& data) const override {
        return drawing_.doubts_about_files(data, settings_);
    }

  private:
    Drawing<S> drawing_;
    S settings_;
    GraphCut cut_;
    OptionRows options_;  // refer to settings_ and cut_
};

}  // namespace hubmine::analysis
