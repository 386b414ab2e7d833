#pragma once

#include "hubmine/core/kind.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// The words of the synthetic Hub.
namespace hubmine::demohub {

/// Empty when the repository has none: 65 % of models, 72 % of datasets.
[[nodiscard]] std::string_view pick_license(core::Kind kind, double u);
/// Empty for a third.
[[nodiscard]] std::string_view pick_pipeline_tag(double u);
[[nodiscard]] std::string_view pick_library(std::string_view pipeline_tag, double u);
[[nodiscard]] std::string_view pick_language(double u);
[[nodiscard]] std::string_view pick_sdk(double u);
/// finetune, quantized, adapter or merge.
[[nodiscard]] std::string_view pick_relation(double u);
[[nodiscard]] std::string_view pick_commit_title(double u);
[[nodiscard]] std::string_view pick_discussion_title(double u);
/// "bert-base-sst2", "billsum-instruct", "image-demo": a name's readable part.
[[nodiscard]] std::string readable_name(core::Kind kind, std::uint64_t hash);

}  // namespace hubmine::demohub
