# Compiler, warnings and everything that keeps the build fast (HOUSE.md says what each line buys).
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

# -O1 compiles twice as fast as -O2 and is enough for code that waits for the database; rooms on the hot
# path ask for -O2 (room(... HOT)). Assertions stay on: no NDEBUG.
set(CMAKE_CXX_FLAGS_RELEASE "-O1 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow "$<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>")
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # clang 14 takes libstdc++ 12's headers, but not every warning of g++ means the same there.
  add_compile_options(-Wno-unused-command-line-argument -Wno-c++2b-extensions)
endif()

# The files of a room are compiled together, eight at a time: the headers that they share are read once. What a file
# keeps to itself (an unnamed namespace) must have a name of its own within the room; that each file includes what it
# needs is what clang-tidy sees, which reads them one by one.
option(SARNAKH_TOGETHER "Compile the files of a room together" ON)
set(CMAKE_UNITY_BUILD ${SARNAKH_TOGETHER})
set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)
if(SARNAKH_TOGETHER AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:-Wno-subobject-linkage>")  # it takes an included .cpp for a header
endif()

# The same file compiled from two folders is one entry in the compiler cache.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_MAXSIZE=10G ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# SARNAKH_SANITIZE=ON: AddressSanitizer and UndefinedBehaviorSanitizer, and with them the fuzzers (tests/fuzz); clang only.
option(SARNAKH_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
# SARNAKH_RACES=ON: ThreadSanitizer, which cannot stand beside those.
option(SARNAKH_RACES "Build with ThreadSanitizer" OFF)
if(SARNAKH_RACES)
  add_compile_options(-fsanitize=thread)
  add_link_options(-fsanitize=thread)
endif()
if(SARNAKH_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize=vptr,alignment,null
                      -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# No coroutines (g++ 12.2 miscompiles them), and Asio 1.74's own do not compile without <utility> before them.
add_compile_definitions(BOOST_ASIO_DISABLE_CO_AWAIT BOOST_ASIO_HEADER_ONLY)
