#pragma once

#include "hubmine/analysis/settings.hpp"
#include "hubmine/store/dataset.hpp"

#include "common/organisations.hpp"
#include "common/pseudonyms.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace hubmine::analysis {

/// What developers are called in tables: by name or, with a pseudonym key, by pseudonym. The names
/// that data/organisations.csv lists as anything but an individual stay in clear: they are no
/// person's.
class DeveloperNames {
  public:
    /// Without a key file names are shown. `data` must outlive this.
    DeveloperNames(const store::Dataset& data, const std::string& pseudonym_key_file,
                   const OrganisationSettings& organisations);

    [[nodiscard]] bool hidden() const { return pseudonyms_.has_value(); }
    [[nodiscard]] std::string of(std::uint32_t author) const;

  private:
    const store::Dataset& data_;
    std::optional<Pseudonyms> pseudonyms_;
    std::optional<Organisations> organisations_;
};

}  // namespace hubmine::analysis
