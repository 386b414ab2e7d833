#pragma once

#include "hubmine/core/table.hpp"

#include "command_page.hpp"

#include <string>
#include <vector>

/// The manual, as man(7) has it.
namespace hubmine::cli {

struct ManualPage {
    std::string file;  ///< "man1/hubmine-crawl.1"
    std::string text;
};

/// hubmine(1), a page for every command, hubmine-store(5), hubmine-analyses(7).
[[nodiscard]] std::vector<ManualPage> manual(const std::vector<CommandPage>& pages);

/// The views of a store.
[[nodiscard]] ManualPage manual_of_store();
/// Every table of every analysis.
[[nodiscard]] ManualPage manual_of_analyses();

}  // namespace hubmine::cli
