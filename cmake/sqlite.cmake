# SQLite is compiled here and not Debian's: up to 3.51.2 a checkpoint that begins while a writer begins the log anew may lose
# committed pages (docs/decisions/0032). The npm package carries SQLite's own one file of C; nothing else of it is used.
set(SQLITE_PACKAGE better-sqlite3@12.11.1)  # SQLite 3.53.2
set(SQLITE_PACKAGE_SHA512
    76af40b40a608393c616d0733c54819771d94231e893981a40233ace1d989346929830acd426e7548f3f1e001242434ab16169b1e20ef5b7a0e71c696216c87c)

# What is whole has a mark: a download that was broken off begins anew, and each version has a folder of its own.
string(REPLACE "@" "-" name ${SQLITE_PACKAGE})
set(SQLITE_FOLDER ${CMAKE_SOURCE_DIR}/build/sqlite/${name})
file(LOCK ${SQLITE_FOLDER} DIRECTORY GUARD FILE TIMEOUT 600)
if(NOT EXISTS ${SQLITE_FOLDER}/whole)
  message(STATUS "Getting SQLite from npm (${SQLITE_PACKAGE})")
  execute_process(
    COMMAND ${CMAKE_SOURCE_DIR}/tools/node npm pack --silent --pack-destination ${SQLITE_FOLDER} ${SQLITE_PACKAGE}
    RESULT_VARIABLE failed OUTPUT_QUIET)
  if(failed)
    message(FATAL_ERROR "SQLite could not be fetched: is there a network?")
  endif()
  set(archive ${SQLITE_FOLDER}/${name}.tgz)
  file(SHA512 ${archive} hash)
  if(NOT hash STREQUAL SQLITE_PACKAGE_SHA512)
    message(FATAL_ERROR "${archive} is not the file that was looked at when this version was chosen.")
  endif()
  file(ARCHIVE_EXTRACT INPUT ${archive} DESTINATION ${SQLITE_FOLDER} PATTERNS package/deps/sqlite3/*)
  file(TOUCH ${SQLITE_FOLDER}/whole)
endif()
set(source ${SQLITE_FOLDER}/package/deps/sqlite3)

# In all builds the same object: the sanitizers look at our code. What the options buy: https://sqlite.org/compile.html.
add_library(lib_sqlite STATIC ${source}/sqlite3.c)
target_include_directories(lib_sqlite SYSTEM PUBLIC ${source})
target_link_libraries(lib_sqlite PUBLIC Threads::Threads m)
set_target_properties(lib_sqlite PROPERTIES UNITY_BUILD OFF)
target_compile_options(lib_sqlite PRIVATE -w -O2 -fno-sanitize=all)
target_compile_definitions(
  lib_sqlite
  PRIVATE SQLITE_DEFAULT_MEMSTATUS=0 # no lock around every allocation
          SQLITE_DQS=0 # a name in double quotes that does not exist is an error and no text
          SQLITE_LIKE_DOESNT_MATCH_BLOBS
          SQLITE_MAX_VARIABLE_NUMBER=250000 # statements for many rows at once
          SQLITE_OMIT_DEPRECATED
          SQLITE_OMIT_LOAD_EXTENSION
          SQLITE_OMIT_SHARED_CACHE
          SQLITE_SECURE_DELETE
          SQLITE_THREADSAFE=2) # a connection belongs to one thread at a time
