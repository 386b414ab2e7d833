#pragma once

#include "hubmine/core/kind.hpp"

#include "demohub/census.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What repositories of the synthetic Hub say of themselves, in the shapes that people give it.
namespace hubmine::demohub {

/// What is drawn for a repository before it is written down.
struct Draw {
    std::string id;
    std::string_view task;
    std::string_view library;
    std::string_view language;
    std::string_view license;
    std::vector<std::string> tags;
    std::vector<std::pair<std::string, std::string>> card;  ///< key and JSON
};

/// Models that it was made from: some were renamed since, some are gone, two name each other.
void draw_parents(const Census& census, std::size_t model, Draw& drawn);
/// The card's `language`: one, several, names, what YAML makes of Norwegian.
void draw_languages(const Census& census, core::Kind kind, std::size_t index, Draw& drawn);
/// Subjects, papers, training data, emissions.
void draw_subjects(const Census& census, core::Kind kind, std::size_t index, Draw& drawn);
/// Members `safetensors`, `gguf` of a model, with a comma before each; empty when nobody told.
[[nodiscard]] std::string draw_tensors(const Census& census, std::size_t model);
/// `mainSize` of a dataset, as JSON.
[[nodiscard]] std::string draw_main_size(const Census& census, std::size_t dataset);

}  // namespace hubmine::demohub
