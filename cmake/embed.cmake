# Writes a text into a C file as bytes: cmake -DTEXT=FILE -DNAME=NAME -DHEADER=HEADER -DOUT=FILE.c -P embed.cmake. They end in a NUL.
file(READ ${TEXT} BYTES HEX)
string(LENGTH "${BYTES}" DIGITS)
math(EXPR LENGTH "${DIGITS} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," BYTES "${BYTES}")
string(REGEX REPLACE "(.....................................................................................,)" "\\1\n" BYTES "${BYTES}")
file(WRITE ${OUT} "#include \"${HEADER}\"\n\nconst unsigned char ${NAME}[] = {\n${BYTES}0};\nconst size_t ${NAME}_length = ${LENGTH};\n")
