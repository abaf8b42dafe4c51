/** A square from (0, 0) to (1, 1) out of the number of the vertex. */
const corner = 'vec2(gl_VertexID & 1, gl_VertexID >> 1)';

const head = '#version 300 es\nprecision highp float;\nprecision highp int;\n';

/** One strip: for every pixel the heights of the bands there, mirrored at the middle. */
export const stripShaders = {
  vertex: `${head}
uniform vec2 size;
uniform vec2 rows;
void main() {
  vec2 at = ${corner};
  float y = mix(rows.x, rows.x + rows.y, at.y) / size.y;
  gl_Position = vec4(at.x * 2.0 - 1.0, 1.0 - y * 2.0, 0.0, 1.0);
}`,
  fragment: `${head}
uniform highp sampler2D peaks;
uniform vec2 size;
uniform vec2 rows;
/* First column of the level in the texture, number of them, whole part of the place of the left edge, bits of a row. */
uniform ivec4 level;
/* Rest of that place, columns per pixel, gain. */
uniform vec3 place;
uniform vec3 shares;
uniform vec3 ground;
uniform vec3 low;
uniform vec3 mid;
uniform vec3 high;
out vec4 colour;
vec3 column(int index) {
  if (index < 0 || index >= level.y) return vec3(0.0);
  int at = level.x + index;
  return texelFetch(peaks, ivec2(at & ((1 << level.w) - 1), at >> level.w), 0).rgb;
}
void main() {
  float from = place.x + gl_FragCoord.x * place.y - 0.5;
  float whole = floor(from);
  int index = level.z + int(whole);
  /* Columns of a pixel or two stand as they are; wider ones keep their height and are joined by slopes. */
  float part = clamp((from - whole - 0.5) * (place.y < 0.5 ? 2.0 : 1e6) + 0.5, 0.0, 1.0);
  vec3 heights = mix(column(index), column(index + 1), part) * shares * (place.z * rows.y * 0.5);
  float off = abs(size.y - gl_FragCoord.y - rows.x - rows.y * 0.5);
  vec3 cover = clamp(heights - off + 0.5, 0.0, 1.0);
  vec3 paint = mix(ground, low, cover.x);
  paint = mix(paint, mid, cover.y);
  paint = mix(paint, high, cover.z);
  colour = vec4(paint, 1.0);
}`,
} as const;

/** Copies what was painted before, pixel by pixel. */
export const copyShaders = {
  vertex: `${head}
uniform vec2 size;
uniform vec4 rect;
void main() {
  vec2 at = (rect.xy + ${corner} * rect.zw) / size;
  gl_Position = vec4(at * 2.0 - 1.0, 0.0, 1.0);
}`,
  fragment: `${head}
uniform sampler2D painted;
uniform ivec2 shift;
out vec4 colour;
void main() {
  colour = texelFetch(painted, ivec2(gl_FragCoord.xy) + shift, 0);
}`,
} as const;

/** Rectangles, plain or cut out of the sheet of words. */
export const rectShaders = {
  vertex: `${head}
layout(location = 0) in vec4 rect;
layout(location = 1) in vec4 paint;
layout(location = 2) in vec2 word;
uniform vec2 size;
out vec4 ink;
out vec2 on;
flat out int isWord;
void main() {
  vec2 at = ${corner};
  vec2 pixel = (rect.xy + at * rect.zw) / size;
  gl_Position = vec4(pixel.x * 2.0 - 1.0, 1.0 - pixel.y * 2.0, 0.0, 1.0);
  ink = paint;
  on = word + at * rect.zw;
  isWord = word.x < 0.0 ? 0 : 1;
}`,
  fragment: `${head}
uniform sampler2D words;
in vec4 ink;
in vec2 on;
flat in int isWord;
out vec4 colour;
void main() {
  float cover = isWord == 1 ? texelFetch(words, ivec2(on), 0).a : 1.0;
  colour = vec4(ink.rgb * ink.a, ink.a) * cover;
}`,
} as const;
