#pragma once

#include "demohub/content.hpp"

#include <filesystem>
#include <memory>

namespace hubmine::demohub {

/// A world of JSON lines: {models,datasets,spaces}.jsonl, commits/, discussions/ and likers/ with
/// the same names, users.jsonl, renames.jsonl ({"kind","from","to"}), quirks.json
/// ({"renames":{"models":{from:to}}}), vanished.jsonl ({"kind","id"}), world.json ({"now"}). Files
/// that are not there are empty. Only offsets are kept in memory. Throws core::Error, naming file
/// and line, for what is not JSON or has no id.
[[nodiscard]] std::unique_ptr<Content> open_world(const std::filesystem::path& directory);

}  // namespace hubmine::demohub
