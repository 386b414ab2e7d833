#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/analysis/graph_entry.hpp"
#include "hubmine/output/page.hpp"
#include "hubmine/store/dataset.hpp"
#include "hubmine/store/snapshots.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::cli {

/// An analysis of a report, and what is asked of it.
struct Asked {
    const analysis::Entry* entry = nullptr;
    std::unique_ptr<analysis::Question> question;
    std::vector<analysis::Note> notes;  ///< once it was answered
};

/// The first part of a report: what the store holds, how sure that is, and what was read of it.
[[nodiscard]] output::PagePart glance_part(const store::Dataset& data,
                                           const std::vector<store::Snapshot>& snapshots,
                                           std::vector<output::Headline> headlines,
                                           output::PageBlock certainty);

/// The question that the picture of a lineage answers.
[[nodiscard]] std::unique_ptr<analysis::GraphQuestion> atlas_question(
    const std::string& snapshot, const std::filesystem::path& config_folder);

/// The picture; none where no model is linked to another.
[[nodiscard]] std::vector<output::PagePicture> atlas_pictures(
    const analysis::GraphQuestion& question, const store::Dataset& data);

/// The last one: what was asked, what was found out on the way, of which files.
[[nodiscard]] output::PagePart methods_part(const store::Dataset& data,
                                            const std::vector<Asked>& asked);

/// What its words mean.
[[nodiscard]] output::PagePart glossary_part();

/// Why numbers of one snapshot say nothing of a change to another; empty when they do.
[[nodiscard]] std::string why_not_comparable(const store::Dataset& before,
                                             const store::Dataset& now);

/// What was never read, of what is named as Coverage::what has it: a line each, with the command
/// that brings it.
[[nodiscard]] std::vector<std::string> lines_about_unread(const store::Dataset& data,
                                                          const std::vector<std::string>& whats);

/// The place of a heading in the page: "Sizes and emissions" is "chapter-sizes-and-emissions".
[[nodiscard]] std::string place_of(std::string_view heading);

}  // namespace hubmine::cli
