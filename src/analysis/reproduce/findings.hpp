#pragma once

#include "hubmine/store/dataset.hpp"

#include "reproduce/ours.hpp"
#include "reproduce/settings.hpp"
#include "reproduce/study.hpp"

#include <vector>

namespace hubmine::analysis::reproduce {

/// What the tables and the sentences are made of.
struct Findings {
    const store::Dataset& data;
    Settings settings;
    std::vector<Printed> study;
    Ours ours;
};

}  // namespace hubmine::analysis::reproduce
