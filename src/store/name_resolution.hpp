#pragma once

#include <string>
#include <string_view>

namespace hubmine::store {

/// SQL of a WITH clause (without the word) that ends with the table best (name_id, repo_id, place):
/// the repository that each name of the table `names` (kind, id, and the key `name_id`) means.
/// Names that stand come before names that stood, those before redirects; what is there before what
/// was removed; the youngest of several. The repositories are scanned and the names looked up: an
/// index of the repositories by name need not be there, and would cost a first listing most of its
/// time.
[[nodiscard]] std::string best_repositories(std::string_view names, std::string_view name_id);

}  // namespace hubmine::store
