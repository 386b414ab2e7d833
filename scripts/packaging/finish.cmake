# Run by cpack on what it is about to pack: what a Debian package has otherwise than an installation, and what a tarball carries besides.
cmake_minimum_required(VERSION 3.25)
set(here "${CMAKE_CURRENT_LIST_DIR}")

# Compressed always to the same bytes.
function(compress file)
    execute_process(COMMAND gzip -9 -n -f "${file}" COMMAND_ERROR_IS_FATAL ANY)
endfunction()

function(write_debian_files prefix)
    set(documentation "${prefix}/share/doc/hubmine")
    file(GLOB pages "${prefix}/share/man/man*/*[0-9]")
    foreach(page IN LISTS pages)
        compress("${page}")
    endforeach()
    # The copyright file holds the licence; Debian has a name for the changes, and for where its zsh looks.
    file(REMOVE "${documentation}/LICENSE")
    file(RENAME "${documentation}/CHANGELOG.md" "${documentation}/changelog")
    compress("${documentation}/changelog")
    execute_process(COMMAND date --utc -R -d "${CPACK_HUBMINE_DATE}" OUTPUT_VARIABLE date OUTPUT_STRIP_TRAILING_WHITESPACE
                    COMMAND_ERROR_IS_FATAL ANY)
    file(WRITE "${documentation}/changelog.Debian"
         "hubmine (${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}) bookworm; urgency=medium\n\n"
         "  * Release ${CPACK_PACKAGE_VERSION}: see changelog.gz.\n\n -- ${CPACK_PACKAGE_CONTACT}  ${date}\n")
    compress("${documentation}/changelog.Debian")
    file(COPY_FILE "${here}/copyright" "${documentation}/copyright")
    file(MAKE_DIRECTORY "${prefix}/share/lintian/overrides" "${prefix}/share/zsh/vendor-completions")
    file(COPY_FILE "${here}/lintian-overrides" "${prefix}/share/lintian/overrides/hubmine")
    if(EXISTS "${prefix}/share/zsh/site-functions/_hubmine")
        file(RENAME "${prefix}/share/zsh/site-functions/_hubmine" "${prefix}/share/zsh/vendor-completions/_hubmine")
        file(REMOVE_RECURSE "${prefix}/share/zsh/site-functions")
    endif()
    # Its libraries are the system's.
    file(RPATH_REMOVE FILE "${prefix}/bin/hubmine")
endfunction()

# Beside what every Debian has: libraries go to lib/hubmine, where the program's RPATH leads, and the licence of each
# to share/doc/hubmine/licences.
function(carry_libraries prefix)
    file(GET_RUNTIME_DEPENDENCIES EXECUTABLES "${prefix}/bin/hubmine" RESOLVED_DEPENDENCIES_VAR libraries
         UNRESOLVED_DEPENDENCIES_VAR missing
         PRE_EXCLUDE_REGEXES "^ld-linux" "^lib(c|m|dl|rt|pthread|resolv|stdc\\+\\+|gcc_s)\\.so")
    if(missing)
        message(FATAL_ERROR "Libraries that are not there: ${missing}")
    endif()
    file(MAKE_DIRECTORY "${prefix}/lib/hubmine" "${prefix}/share/doc/hubmine/licences")
    foreach(library IN LISTS libraries)
        get_filename_component(name "${library}" NAME)
        file(REAL_PATH "${library}" real)
        file(COPY_FILE "${real}" "${prefix}/lib/hubmine/${name}")
        # Where /lib is a link to /usr/lib, dpkg knows a file by one of the two.
        string(REGEX REPLACE "^/usr" "" short "${real}")
        execute_process(COMMAND dpkg-query --search "${real}" "${short}" "/usr${short}" OUTPUT_VARIABLE owner ERROR_QUIET)
        if(NOT owner MATCHES "^([a-z0-9+.-]+)")
            message(FATAL_ERROR "No package owns ${real}: its licence is not known")
        endif()
        file(COPY_FILE "/usr/share/doc/${CMAKE_MATCH_1}/copyright" "${prefix}/share/doc/hubmine/licences/${CMAKE_MATCH_1}")
    endforeach()
    file(COPY_FILE "${here}/copyright" "${prefix}/share/doc/hubmine/licences/hubmine")
endfunction()

if(CPACK_GENERATOR STREQUAL "DEB")
    write_debian_files("${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr")
else()
    carry_libraries("${CPACK_TEMPORARY_INSTALL_DIRECTORY}")
endif()
