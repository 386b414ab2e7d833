#pragma once

#include "collaboration/tables.hpp"

#include <string>
#include <vector>

namespace hubmine::analysis::collaboration {

/// What a network says, in sentences like those of the study's section on collaboration; only what
/// was measured.
void tell(const SubfieldFindings& findings, const NameOf& name_of,
          std::vector<std::string>& sentences);

/// A sentence a sub-field: how its networks changed from period to period.
void tell_windows(const std::vector<Window>& windows, Every every,
                  std::vector<std::string>& sentences);

}  // namespace hubmine::analysis::collaboration
