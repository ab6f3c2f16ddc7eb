# embed_files(TARGET NAMESPACE NAME sources…): the files of the folders or files named become part of TARGET, as the function
# NAMESPACE::NAME() (foundations/basics/embedded.hpp).
function(embed_files target namespace name)
  set(output ${CMAKE_BINARY_DIR}/generated/embedded/${target}_${name}.cpp)
  set(inputs)
  foreach(source IN LISTS ARGN)
    if(IS_DIRECTORY ${source})
      file(GLOB_RECURSE files CONFIGURE_DEPENDS ${source}/*)
      list(APPEND inputs ${files})
    else()
      list(APPEND inputs ${source})
    endif()
  endforeach()
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed_files.py ${namespace} ${name} ${output} ${ARGN}
    DEPENDS ${inputs} ${CMAKE_SOURCE_DIR}/tools/embed_files.py
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
  # The bytes come in by .incbin, which the compiler cache does not see.
  set_source_files_properties(${output} PROPERTIES OBJECT_DEPENDS "${inputs}")
endfunction()
