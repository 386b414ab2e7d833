#include "zstd_packer.hpp"

#include "hubmine/core/error.hpp"

#include <algorithm>
#include <zstd.h>

namespace hubmine::output {

namespace {

/// Two levels more take twice the time and save a fiftieth.
constexpr int kPackingLevel = 1;

}  // namespace

void ZstdPacker::Free::operator()(ZSTD_CCtx_s* context) const noexcept {
    ZSTD_freeCCtx(context);
}

ZstdPacker::ZstdPacker() : context_(ZSTD_createCCtx()) {
    if (!context_) {
        throw core::Error("zstd cannot start");
    }
}

std::string_view ZstdPacker::pack(std::string_view bytes) {
    packed_.resize(std::max(packed_.size(), ZSTD_compressBound(bytes.size())));
    const std::size_t size = ZSTD_compressCCtx(context_.get(), packed_.data(), packed_.size(),
                                               bytes.data(), bytes.size(), kPackingLevel);
    if (ZSTD_isError(size) != 0) {
        throw core::Error(std::string("zstd: ") + ZSTD_getErrorName(size));
    }
    return std::string_view(packed_).substr(0, size);
}

}  // namespace hubmine::output
