#include "hubmine/cli/run.hpp"

int main(int argc, char** argv) {
    return hubmine::cli::run(argc, argv);
}
