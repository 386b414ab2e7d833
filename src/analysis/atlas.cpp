#include "hubmine/analysis/atlas.hpp"

#include "adoption/graphs.hpp"
#include "collaboration/graph.hpp"
#include "common/core_picture.hpp"
#include "lineage/atlas.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace hubmine::analysis {

namespace {

/// The innermost cores of a graph that another question builds.
class CoresQuestion final : public GraphQuestion {
  public:
    explicit CoresQuestion(std::unique_ptr<GraphQuestion> whole) : whole_(std::move(whole)) {
        for (const core::Option& option : whole_->options()) {
            if (core::spoken_name(option) != "--top") {
                options_.push_back(option);
            }
        }
        core::Option top =
            core::whole_option("--top", "at most so many nodes, of the innermost cores", most_,
                               {.least = 1, .most = 1000});
        top.by_default = std::to_string(most_);
        options_.push_back(std::move(top));
    }

    [[nodiscard]] const std::vector<core::Option>& options() const override { return options_; }
    void settle(const std::filesystem::path& config_folder) override {
        whole_->settle(config_folder);
    }
    [[nodiscard]] store::DatasetOptions reading() const override { return whole_->reading(); }
    [[nodiscard]] GraphTables build(const store::Dataset& data) const override {
        return picture_of_cores(whole_->build(data), static_cast<std::size_t>(most_));
    }
    [[nodiscard]] std::vector<std::string> doubts_about_reading(
        const store::Dataset& data) const override {
        return whole_->doubts_about_reading(data);
    }
    [[nodiscard]] std::vector<std::string> doubts_about_files(
        const store::Dataset& data) const override {
        return whole_->doubts_about_files(data);
    }

  private:
    std::unique_ptr<GraphQuestion> whole_;
    std::int64_t most_ = 300;
    std::vector<core::Option> options_;  // refer to whole_ and most_
};

}  // namespace

std::span<const GraphEntry> atlas_catalogue() {
    static const std::array<GraphEntry, 3> kEntries{
        lineage::atlas_entry(),
        GraphEntry{.name = "collaboration",
                   .help = "The innermost cores of the developers who work together",
                   .directed = true,
                   .ask = []() -> std::unique_ptr<GraphQuestion> {
                       return std::make_unique<CoresQuestion>(collaboration::graph_entry().ask());
                   }},
        GraphEntry{.name = "cousage",
                   .help = "The innermost cores of the models that spaces use together",
                   .directed = false,
                   .ask = []() -> std::unique_ptr<GraphQuestion> {
                       return std::make_unique<CoresQuestion>(
                           adoption::co_usage_graph_entry().ask());
                   }}};
    return kEntries;
}

}  // namespace hubmine::analysis
