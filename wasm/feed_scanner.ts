/**
 * The inner loop of reading a feed, in AssemblyScript, so that it runs on vectors of 16 bytes: a feed has more
 * than a hundred million of them. `npm run wasm` compiles it into `frames/feed/_feed_scanner_wasm.ts`, which
 * `frames/feed/_feed_scanner.ts` drives; that one's comment says what a scan is for.
 *
 * The rows of a regular feed differ in their values alone. What stands before each value, from the quote that
 * ends the one before to the quote that begins this one, is its glue, known from the first row. So a row is
 * walked as glue, value, glue, value; anything else, and any value that needs thought, ends the scan as
 * irregular. What is an error is not decided here: an irregular feed is read another way.
 */

/** Kinds of column. */
const TEXT: i32 = 0;
const INTEGER: i32 = 1;
const NUMBER: i32 = 2;
const TIME: i32 = 3;

/** What a column is to a row, if anything: then it may not be empty. */
const STATE_KEY: i32 = 1;
const MUNICIPALITY_KEY: i32 = 2;
const TIME_OF_ROW: i32 = 3;

/** ASCII's own separators of fields and of records, which no JSON string can hold but escaped. */
const FIELD: u8 = 0x1f;
const RECORD: u8 = 0x1e;

const QUOTE: u8 = 0x22;
const BACKSLASH: u8 = 0x5c;
const SPACE: u8 = 0x20;
/** As many digits make a whole number that an f64 holds exactly, and as many one that an i64 holds. */
const EXACT_DIGITS: i32 = 15;
const MOST_DIGITS: i32 = 18;
/** So near to a bound, a number of more than `EXACT_DIGITS` is not known to be in range. */
const NEAR: f64 = 1e-9;

/** A column in the table of columns that the driver fills, and reads what was found from. */
@unmanaged
class Column {
  glue: usize;
  glueLength: i32;
  kind: i32;
  role: i32;
  /** Values that are empty or blank. */
  empty: i32;
  /** Values below `minimum` or above `maximum`. */
  outside: i32;
  /** Values of more digits than `lowest` and `highest` are exact for. */
  rounded: i32;
  minimum: f64;
  maximum: f64;
  lowest: f64;
  highest: f64;
  /** The number before, up to its quote, as far as it is short: its bytes, of how many, and how it was taken. */
  known: usize;
  knownMask: i32;
  knownBlanks: i32;
  knownLength: i32;
  knownOutside: i32;
  /** Keeps the next column's numbers on addresses that are multiples of eight. */
  padding: i32;
}

// Set by the driver, before the first scan.
export let columns: usize = 0;
export let columnCount: i32 = 0;
/** Rows after this time, YYYYMMDDhh as a number, are not eligible to be their town's record. */
export let latest: i64 = i64.MAX_VALUE;
/** Whether each row is a record, rather than each town's last eligible row. */
export let everyRow: bool = false;

// Records: moved together by the driver between scans.
/** End of the records that are finished. */
export let finished: usize = 0;
/** End of the one under way, that of the present town, which begins at `finished`. */
export let written: usize = 0;

// Found so far.
export let rows: i32 = 0;
export let towns: i32 = 0;
export let fewest: i32 = i32.MAX_VALUE;
export let most: i32 = 0;
export let first: i64 = i64.MAX_VALUE;
export let last: i64 = i64.MIN_VALUE;

// The present town: how many rows, the time of the last one, and where its keys stand in its record.
let townRows: i32 = 0;
let townTime: i64 = 0;
let townState: usize = 0;
let townStateLength: usize = 0;
let townMunicipality: usize = 0;
let townMunicipalityLength: usize = 0;

// The value that was read last: where it ends in the record, and what number or time it is.
let valueEnd: usize = 0;
let valueTime: i64 = 0;

/**
 * Scans the rows from `at` to `end`, where one must end, and gives `end`; 0 when one is irregular. Behind the
 * text a zero byte must stand, and 16 more bytes be readable.
 */
export function scan(at: usize, end: usize): usize {
  // The text has moved since.
  for (let i = 0; i < columnCount; i++) changetype<Column>(columns + i * offsetof<Column>()).knownMask = -1;
  while (at < end) {
    at = afterSpace(at);
    if (rows > 0) {
      if (load<u8>(at) != 0x2c) return 0;
      at = afterSpace(at + 1);
    }
    at = row(at);
    if (at == 0) return 0;
  }
  return at == end ? at : 0;
}

/** Finishes the last town's record. */
export function finish(): void {
  if (townRows == 0) return;
  if (townRows < fewest) fewest = townRows;
  if (townRows > most) most = townRows;
  finished = written;
}

/** Reads the row at `at` and gives its end; 0 when it is irregular. */
function row(at: usize): usize {
  // Until it is known whether it replaces the record under way, it is written behind that one.
  const start = written;
  store<u8>(start, 0x31);
  store<u8>(start + 1, FIELD);
  let to = start + 2;
  let rowTime: i64 = 0;
  let state: usize = 0, stateLength: usize = 0, municipality: usize = 0, municipalityLength: usize = 0;
  for (let i = 0; i < columnCount; i++) {
    const column = changetype<Column>(columns + i * offsetof<Column>());
    if (!same(at, column.glue, column.glueLength)) return 0;
    at += column.glueLength;

    // Here what most values are: a short text that needs no thought, or the number of the row before.
    const bytes = v128.load(at);
    let end = to;
    if (column.kind == TEXT) {
      const length = ctz(i8x16.bitmask(stopsIn(bytes)));
      if (length < 16 && load<u8>(at + length) == QUOTE && (length == 0 || isPlain(load<u8>(at), load<u8>(at + length - 1)))) {
        v128.store(to, bytes);
        at += length + 1;
        end += length;
      } else {
        at = text(at, to);
        if (at == 0) return 0;
        end = valueEnd;
      }
    } else if (column.kind == TIME) {
      at = timeOfDay(at, to);
      if (at == 0) return 0;
      end = valueEnd;
    } else {
      const alike = i8x16.bitmask(i8x16.eq(bytes, v128.load(column.known)));
      if ((alike & column.knownMask) == column.knownMask) {
        v128.store(to, v128.load(at + column.knownBlanks));
        at += 32 - clz(column.knownMask);
        end += column.knownLength;
        column.outside += column.knownOutside;
      } else {
        at = number(at, to, column);
        if (at == 0) return 0;
        end = valueEnd;
      }
    }

    const length = end - to;
    if (length == 0) {
      if (column.role != 0) return 0;
      column.empty++;
    } else if (column.role == TIME_OF_ROW) {
      rowTime = valueTime;
    } else if (column.role == STATE_KEY) {
      state = to - start;
      stateLength = length;
    } else if (column.role == MUNICIPALITY_KEY) {
      municipality = to - start;
      municipalityLength = length;
    }
    store<u8>(end, FIELD);
    to = end + 1;
  }
  at = afterSpace(at);
  if (load<u8>(at) != 0x7d) return 0;
  store<u8>(to - 1, RECORD);
  rows++;
  if (everyRow) {
    finished = written = to;
    return at + 1;
  }

  const sameTown =
    townRows > 0 &&
    stateLength == townStateLength &&
    municipalityLength == townMunicipalityLength &&
    memory.compare(start + state, finished + townState, stateLength) == 0 &&
    memory.compare(start + municipality, finished + townMunicipality, municipalityLength) == 0;
  const eligible = rowTime <= latest;
  if (sameTown) {
    // A town's rows in their order of time: then none stands twice, and a later one is its last.
    if (rowTime <= townTime) return 0;
  } else {
    finish();
    towns++;
    townRows = 0;
  }
  if (!sameTown || eligible) {
    if (!eligible) store<u8>(start, 0x30);
    memory.copy(finished, start, to - start);
    written = finished + (to - start);
    townState = state;
    townStateLength = stateLength;
    townMunicipality = municipality;
    townMunicipalityLength = municipalityLength;
  }
  townRows++;
  townTime = rowTime;
  if (rowTime < first) first = rowTime;
  if (rowTime > last) last = rowTime;
  return at + 1;
}

@inline
function stopsIn(bytes: v128): v128 {
  return v128.or(
    v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE)), i8x16.eq(bytes, i8x16.splat(BACKSLASH))),
    i8x16.lt_u(bytes, i8x16.splat(SPACE)),
  );
}

/** Whether a text with these first and last bytes surely has no white space around it. */
@inline
function isPlain(first: u8, last: u8): bool {
  return first != SPACE && last != SPACE && last < 0x80 && first != 0xc2 && (first < 0xe1 || first > 0xe3);
}

/** Copies the string at `at` to `to`, without the spaces around it; gives the position after its quote, or 0. */
function text(at: usize, to: usize): usize {
  const begin = to;
  while (load<u8>(at) == SPACE) at++;
  for (;;) {
    const bytes = v128.load(at);
    v128.store(to, bytes);
    const mask = i8x16.bitmask(stopsIn(bytes));
    if (mask == 0) {
      at += 16;
      to += 16;
      continue;
    }
    const length = ctz(mask);
    at += length;
    to += length;
    const stop = load<u8>(at);
    if (stop == QUOTE) break;
    if (stop != BACKSLASH) return 0;
    const escaped = load<u8>(at + 1);
    if (escaped == QUOTE || escaped == BACKSLASH || escaped == 0x2f) {
      store<u8>(to++, escaped);
      at += 2;
    } else if (escaped == 0x75) {
      const code = hexadecimal(at + 2);
      // What is left out would be a separator, white space to be dropped, or half of a character.
      if (code <= <i32>SPACE || (code >= 0xd800 && code <= 0xdfff)) return 0;
      to = utf8(code, to);
      at += 6;
    } else {
      return 0;
    }
  }
  while (to > begin && load<u8>(to - 1) == SPACE) to--;
  if (to > begin && (mayBeBlank(begin) || mayBeBlank(lastCharacter(to)))) return 0;
  valueEnd = to;
  return at + 1;
}

/** Copies the number in quotes at `at` to `to`, and notes whether it is in range; gives where it ends, or 0. */
function number(at: usize, to: usize, column: Column): usize {
  const outside = column.outside;
  const begin = at;
  at = newNumber(at, to, column);
  const length = <i32>(at - begin);
  if (at != 0 && length < 16) {
    column.known = begin;
    column.knownMask = (1 << length) - 1;
    column.knownLength = <i32>(valueEnd - to);
    column.knownOutside = column.outside - outside;
  }
  return at;
}

function newNumber(at: usize, to: usize, column: Column): usize {
  const begin = at;
  while (load<u8>(at) == SPACE) at++;
  column.knownBlanks = <i32>(at - begin);
  const negative = load<u8>(at) == 0x2d;
  if (negative) store<u8>(to++, load<u8>(at++));
  let value: i64 = 0;
  let digits = 0;
  let scale: f64 = 1;
  let point = false;
  for (;;) {
    const byte = load<u8>(at);
    const digit = <u32>byte - 0x30;
    if (digit < 10) {
      value = value * 10 + digit;
      digits++;
      if (point) scale *= 10;
    } else if (byte == 0x2e && !point && digits > 0 && column.kind == NUMBER) {
      point = true;
    } else {
      break;
    }
    store<u8>(to++, byte);
    at++;
  }
  valueEnd = to;
  while (load<u8>(at) == SPACE) at++;
  if (load<u8>(at) != QUOTE) return 0;
  at++;
  if (digits == 0) return negative ? 0 : at;
  if (digits > MOST_DIGITS || (point && scale == 1)) return 0;
  // Exact where both are whole numbers that an f64 holds: a division is rounded once.
  const found = (negative ? -(<f64>value) : <f64>value) / scale;
  if (digits > EXACT_DIGITS) {
    if (found < column.minimum + NEAR || found > column.maximum - NEAR) return 0;
    column.rounded++;
  } else if (found < column.minimum || found > column.maximum) column.outside++;
  if (found < column.lowest) column.lowest = found;
  if (found > column.highest) column.highest = found;
  return at;
}

/** Writes the time YYYYMMDDThh in quotes at `at` to `to` as YYYY-MM-DDThh:00:00; gives where it ends, or 0. */
function timeOfDay(at: usize, to: usize): usize {
  while (load<u8>(at) == SPACE) at++;
  if (load<u8>(at) == QUOTE) {
    valueEnd = to;
    return at + 1;
  }
  const year = twoDigits(at) * 100 + twoDigits(at + 2);
  const month = twoDigits(at + 4), day = twoDigits(at + 6), hour = twoDigits(at + 9);
  if (twoDigits(at) < 0 || twoDigits(at + 2) < 0 || year < 1 || load<u8>(at + 8) != 0x54) return 0;
  if (month < 1 || month > 12 || day < 1 || day > daysOf(month, year) || hour < 0 || hour > 23) return 0;
  valueTime = ((<i64>year * 100 + month) * 100 + day) * 100 + hour;
  store<u32>(to, load<u32>(at));
  store<u8>(to + 4, 0x2d);
  store<u16>(to + 5, load<u16>(at + 4));
  store<u8>(to + 7, 0x2d);
  store<u16>(to + 8, load<u16>(at + 6));
  store<u8>(to + 10, 0x54);
  store<u16>(to + 11, load<u16>(at + 9));
  // ":00:00"
  store<u32>(to + 13, 0x3a30303a);
  store<u16>(to + 17, 0x3030);
  valueEnd = to + 19;
  at += 11;
  while (load<u8>(at) == SPACE) at++;
  return load<u8>(at) == QUOTE ? at + 1 : 0;
}

/** The number that the two bytes at `at` spell, below 0 where they are no digits. */
@inline
function twoDigits(at: usize): i32 {
  const tens = <u32>load<u8>(at) - 0x30;
  const ones = <u32>load<u8>(at + 1) - 0x30;
  return tens < 10 && ones < 10 ? <i32>(tens * 10 + ones) : -10000;
}

/** How many days a month of the Gregorian calendar has. */
function daysOf(month: i32, year: i32): i32 {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

@inline
function same(at: usize, other: usize, length: i32): bool {
  for (; length >= 16; length -= 16, at += 16, other += 16) {
    if (!i8x16.all_true(i8x16.eq(v128.load(at), v128.load(other)))) return false;
  }
  const wanted = (1 << length) - 1;
  return (i8x16.bitmask(i8x16.eq(v128.load(at), v128.load(other))) & wanted) == wanted;
}

@inline
function afterSpace(at: usize): usize {
  let byte = load<u8>(at);
  while (byte == SPACE || byte == 0x0a || byte == 0x0d || byte == 0x09) byte = load<u8>(++at);
  return at;
}

/** Whether the character at `at` begins as one does that Unicode calls white space: those are dropped around a value too. */
@inline
function mayBeBlank(at: usize): bool {
  const lead = load<u8>(at);
  return lead == 0xc2 || lead == 0xe1 || lead == 0xe2 || lead == 0xe3;
}

/** Where the character begins that ends before `end`. */
@inline
function lastCharacter(end: usize): usize {
  let at = end - 1;
  while ((load<u8>(at) & 0xc0) == 0x80) at--;
  return at;
}

/** The four hexadecimal digits at `at`, or -1. */
function hexadecimal(at: usize): i32 {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const byte = <i32>load<u8>(at + i);
    const letter = (byte | 0x20) - 0x61;
    const digit = <u32>(byte - 0x30) < 10 ? byte - 0x30 : <u32>letter < 6 ? letter + 10 : -1;
    if (digit < 0) return -1;
    value = (value << 4) | digit;
  }
  return value;
}

/** Writes a character of the basic plane at `to` and gives its end. */
function utf8(code: i32, to: usize): usize {
  if (code < 0x80) {
    store<u8>(to, <u8>code);
    return to + 1;
  }
  if (code < 0x800) {
    store<u8>(to, <u8>(0xc0 | (code >> 6)));
    store<u8>(to + 1, <u8>(0x80 | (code & 0x3f)));
    return to + 2;
  }
  store<u8>(to, <u8>(0xe0 | (code >> 12)));
  store<u8>(to + 1, <u8>(0x80 | ((code >> 6) & 0x3f)));
  store<u8>(to + 2, <u8>(0x80 | (code & 0x3f)));
  return to + 3;
}
