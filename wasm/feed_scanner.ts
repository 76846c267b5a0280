/**
 * The inner loop of reading a feed, in AssemblyScript, so that it runs on vectors of 16 bytes: a feed has more
 * than a hundred million of them. `npm run wasm` compiles it into `frames/feed/_feed_scanner_wasm.ts`, which
 * `frames/feed/_feed_scanner.ts` drives; that one's comment says what a scan is for.
 *
 * The rows of a feed differ in their values alone. What stands before each value, from the end of the one before to
 * the beginning of this one, is its glue, known from the first row, as is the tail behind the last one. So a row is
 * walked as glue, value, glue, value, tail. Where anything else stands, or a value that needs thought, the scan stops
 * before the row, which the driver looks at: it may be cut, or odd. What is an error is not decided here.
 */

/** Kinds of column. */
const TEXT: i32 = 0;
const INTEGER: i32 = 1;
const NUMBER: i32 = 2;
const TIME: i32 = 3;
/** Of no column of the schema: looked at only as far as JSON must be. */
const SKIP: i32 = 4;

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
  /** How far behind its beginning the row goes on: behind its quote, or at what follows a bare number. */
  knownAdvance: i32;
}

/** A town, and where its record is: what is read of its rows that follow. */
@unmanaged
class Town {
  record: usize;
  length: i32;
  /** How many bytes the record's place has. */
  capacity: i32;
  hash: u32;
  /** Where its keys stand in the record. */
  state: i32;
  stateLength: i32;
  municipality: i32;
  municipalityLength: i32;
  rows: i32;
  /** The time of its latest row, and of the one that is its record; the least where none is eligible. */
  latest: i64;
  recordTime: i64;
  /** The town that came after it; 0 behind the last. */
  next: usize;
  /** A bit for each hour from `base` on of which it has a row, and how many words of 64. */
  hours: usize;
  words: i32;
  base: i32;
}

/** How many words of hours a town has at first, and at most: seven years. */
const FEW_WORDS: i32 = 4;
const MOST_WORDS: i32 = 1 << 10;
/** As large as a table of towns begins: a power of two. */
const FEW_TOWNS: i32 = 1 << 13;

// Set by the driver, before the first scan.
export let columns: usize = 0;
export let columnCount: i32 = 0;
/** Rows after this time, YYYYMMDDhh as a number, are not eligible to be their town's record. */
export let latest: i64 = i64.MAX_VALUE;
/** Whether each row is a record, rather than each town's last eligible row. */
export let everyRow: bool = false;

/** Where the tail of a row stands, from the end of its last value to its closing brace, and how long it is. */
export let tail: usize = 0;
export let tailLength: i32 = 0;
/** Room for a copy of the table of columns, as it was before the row that is read. */
export let before: usize = 0;
/** What stands between two rows: a comma, or 0 where each has a line of its own. */
export let separator: i32 = 0x2c;

// Records of every row are moved to the front by the driver between scans; those of towns stay where they are, among
// what else is known of the towns, until all are put together.
/** Where the finished records begin and end. */
export let begun: usize = 0;
export let finished: usize = 0;
/** The end of all that is kept: what comes next is written there. */
export let written: usize = 0;

// Found so far.
export let rows: i32 = 0;
export let towns: i32 = 0;
export let fewest: i32 = i32.MAX_VALUE;
export let most: i32 = 0;
export let first: i64 = i64.MAX_VALUE;
export let last: i64 = i64.MIN_VALUE;
/** Rows whose town had a row of their time before. */
export let duplicates: i32 = 0;

// The towns: the one of the row before, the first and the last that came, and all of them by the hash of their keys.
let town: usize = 0;
let firstTown: usize = 0;
let lastTown: usize = 0;
let table: usize = 0;
let tableSize: i32 = 0;
// The hour of the row before, as a time and counted from 1970.
let hourTime: i64 = -1;
let hour: i32 = 0;

// The value that was read last: where it ends in the record, and what number or time it is.
let valueEnd: usize = 0;
let valueTime: i64 = 0;

/**
 * Scans the rows from `at` on as far as they are whole and regular, and gives where it stopped: behind the last of them.
 * Behind the text a zero byte must stand, and 16 more bytes be readable.
 */
export function scan(at: usize, end: usize): usize {
  // The text has moved since.
  forget();
  // Records, and what is kept of a town that is new with each row.
  reserve(8 * (end - at));
  while (at < end) {
    let begin = afterSpace(at);
    if (rows > 0) {
      if (separator != 0) {
        if (load<u8>(begin) != separator) return at;
        begin = afterSpace(begin + 1);
      } else if (!hasLineEnd(at, begin)) {
        return at;
      }
    }
    const next = row(begin);
    if (next == 0) return at;
    at = next;
  }
  return at;
}

/** Scans one row that ends at `end`; whether it is regular. */
export function scanOne(at: usize, end: usize): bool {
  forget();
  reserve(8 * (end - at));
  return row(at) == end;
}

function forget(): void {
  for (let i = 0; i < columnCount; i++) changetype<Column>(columns + i * offsetof<Column>()).knownMask = -1;
}

/** Makes room for so many bytes behind all that is kept. */
function reserve(bytes: usize): void {
  const missing = <i32>(written + bytes + (1 << 16)) - (memory.size() << 16);
  if (missing > 0) memory.grow((missing >> 16) + 1 + (memory.size() >> 3));
}

/** Takes room of so many bytes, all zero, aligned for any field. */
function taken(bytes: i32): usize {
  reserve(bytes);
  const at = (written + 15) & ~15;
  written = at + bytes;
  memory.fill(at, 0, bytes);
  return at;
}

@inline
function hasLineEnd(at: usize, end: usize): bool {
  while (at < end) if (load<u8>(at++) == 0x0a) return true;
  return false;
}

/** Puts the towns' records together, in the order in which the towns came. */
export function finish(): void {
  if (everyRow) return;
  let bytes = 0;
  for (let each = firstTown; each != 0; each = changetype<Town>(each).next) bytes += changetype<Town>(each).length;
  begun = finished = taken(bytes);
  for (let each = firstTown; each != 0; each = changetype<Town>(each).next) {
    const known = changetype<Town>(each);
    if (known.rows < fewest) fewest = known.rows;
    if (known.rows > most) most = known.rows;
    memory.copy(finished, known.record, known.length);
    finished += known.length;
  }
}

/** Reads the row at `at` and gives its end; 0 when it is cut or odd, of which nothing is counted then. */
function row(at: usize): usize {
  const bytes = columnCount * offsetof<Column>();
  memory.copy(before, columns, bytes);
  const end = wholeRow(at);
  if (end == 0) memory.copy(columns, before, bytes);
  return end;
}

function wholeRow(at: usize): usize {
  // Until it is known whether it is kept, it is written behind all that is.
  const start = written;
  store<u8>(start, 0x31);
  store<u8>(start + 1, FIELD);
  let to = start + 2;
  let rowTime: i64 = 0;
  let state = 0, stateLength = 0, municipality = 0, municipalityLength = 0;
  for (let i = 0; i < columnCount; i++) {
    const column = changetype<Column>(columns + i * offsetof<Column>());
    if (!same(at, column.glue, column.glueLength)) return 0;
    at += column.glueLength;
    if (column.kind == SKIP) {
      at = skipped(at);
      if (at == 0) return 0;
      continue;
    }

    // Here what most values are: a short text that needs no thought, or the number of the row before.
    let end = to;
    const opening = load<u8>(at);
    const isQuoted = opening == QUOTE;
    if (isQuoted) at++;
    else if (opening == 0x6e) {
      // null
      if (load<u32>(at) != 0x6c6c756e) return 0;
      at += 4;
    }
    if (isQuoted || opening != 0x6e) {
      const bytes = v128.load(at);
      if (column.kind == TEXT) {
        const length = ctz(i8x16.bitmask(stopsIn(bytes)));
        if (!isQuoted) {
          at = wholeNumber(at, to);
          if (at == 0) return 0;
          end = valueEnd;
        } else if (
          length < 16 &&
          load<u8>(at + length) == QUOTE &&
          (length == 0 || isPlain(load<u8>(at), load<u8>(at + length - 1)))
        ) {
          v128.store(to, bytes);
          at += length + 1;
          end += length;
        } else {
          at = text(at, to);
          if (at == 0) return 0;
          end = valueEnd;
        }
      } else if (column.kind == TIME) {
        if (!isQuoted) return 0;
        at = timeOfDay(at, to);
        if (at == 0) return 0;
        end = valueEnd;
      } else {
        const alike = i8x16.bitmask(i8x16.eq(bytes, v128.load(column.known)));
        if ((alike & column.knownMask) == column.knownMask) {
          v128.store(to, v128.load(at + column.knownBlanks));
          at += column.knownAdvance;
          end += column.knownLength;
          column.outside += column.knownOutside;
        } else {
          at = number(at, to, column, isQuoted);
          if (at == 0) return 0;
          end = valueEnd;
        }
      }
    }

    const length = <i32>(end - to);
    if (length == 0) {
      if (column.role != 0) return 0;
      column.empty++;
    } else if (column.role == TIME_OF_ROW) {
      rowTime = valueTime;
    } else if (column.role == STATE_KEY) {
      state = <i32>(to - start);
      stateLength = length;
    } else if (column.role == MUNICIPALITY_KEY) {
      municipality = <i32>(to - start);
      municipalityLength = length;
    }
    store<u8>(end, FIELD);
    to = end + 1;
  }
  if (!same(at, tail, tailLength)) return 0;
  at += tailLength;
  store<u8>(to - 1, RECORD);
  if (everyRow) {
    finished = written = to;
  } else if (!keep(start, <i32>(to - start), rowTime, state, stateLength, municipality, municipalityLength)) {
    return 0;
  }
  rows++;
  if (rowTime < first) first = rowTime;
  if (rowTime > last) last = rowTime;
  return at;
}

/** Notes a row of a town, and keeps its record where it is the town's latest eligible one; false where it spans too long. */
function keep(
  record: usize,
  length: i32,
  time: i64,
  state: i32,
  stateLength: i32,
  municipality: i32,
  municipalityLength: i32,
): bool {
  let known = changetype<Town>(town);
  let isNew = false;
  if (town == 0 || !isTown(known, record + state, stateLength, record + municipality, municipalityLength)) {
    const hash = hashOf(record + state, stateLength, record + municipality, municipalityLength);
    town = found(hash, record + state, stateLength, record + municipality, municipalityLength);
    isNew = town == 0;
    if (isNew) {
      // Behind the record, whose place it takes.
      written = record + length;
      town = newTown(hash);
    }
    known = changetype<Town>(town);
  }

  if (time != hourTime) {
    hourTime = time;
    hour = hourOf(time);
  }
  if (!isNew && !hasRoomFor(known, hour, record + length)) return false;
  if (isNew) {
    known.base = hour;
    known.latest = i64.MIN_VALUE;
    known.recordTime = i64.MIN_VALUE;
  }
  const word = known.hours + ((hour - known.base) >> 6) * 8;
  const bit: u64 = 1 << <u64>((hour - known.base) & 63);
  if ((load<u64>(word) & bit) != 0) duplicates++;
  store<u64>(word, load<u64>(word) | bit);
  known.rows++;
  if (time > known.latest) known.latest = time;

  const eligible = time <= latest;
  // Of several at one time the last counts.
  if (!isNew && (!eligible || time < known.recordTime)) return true;
  if (!eligible) store<u8>(record, 0x30);
  else known.recordTime = time;
  if (isNew) {
    known.record = record;
    known.capacity = length;
  } else if (length <= known.capacity) {
    memory.copy(known.record, record, length);
  } else {
    // It stays where it was written; there is room for one a little longer.
    known.record = record;
    known.capacity = length + (length >> 2);
    if (record + known.capacity > written) written = record + known.capacity;
  }
  known.length = length;
  known.state = state;
  known.stateLength = stateLength;
  known.municipality = municipality;
  known.municipalityLength = municipalityLength;
  return true;
}

@inline
function isTown(known: Town, state: usize, stateLength: i32, municipality: usize, municipalityLength: i32): bool {
  return (
    known.stateLength == stateLength &&
    known.municipalityLength == municipalityLength &&
    memory.compare(known.record + known.state, state, stateLength) == 0 &&
    memory.compare(known.record + known.municipality, municipality, municipalityLength) == 0
  );
}

/** FNV-1a over both keys, with a byte between them that is in neither. */
function hashOf(state: usize, stateLength: i32, municipality: usize, municipalityLength: i32): u32 {
  let hash: u32 = 0x811c9dc5;
  for (let i = 0; i < stateLength; i++) hash = (hash ^ load<u8>(state + i)) * 0x01000193;
  hash = (hash ^ FIELD) * 0x01000193;
  for (let i = 0; i < municipalityLength; i++) hash = (hash ^ load<u8>(municipality + i)) * 0x01000193;
  return hash;
}

/** The town with these keys, or 0. */
function found(hash: u32, state: usize, stateLength: i32, municipality: usize, municipalityLength: i32): usize {
  if (tableSize == 0) return 0;
  let at = hash & (tableSize - 1);
  let each = <usize>load<u32>(table + at * 4);
  while (each != 0) {
    const known = changetype<Town>(each);
    if (known.hash == hash && isTown(known, state, stateLength, municipality, municipalityLength)) break;
    at = (at + 1) & (tableSize - 1);
    each = <usize>load<u32>(table + at * 4);
  }
  return each;
}

function newTown(hash: u32): usize {
  towns++;
  if (2 * towns > tableSize) growTable();
  const at = taken(offsetof<Town>());
  const known = changetype<Town>(at);
  known.hash = hash;
  known.words = FEW_WORDS;
  known.hours = taken(FEW_WORDS * 8);
  if (lastTown == 0) firstTown = at;
  else changetype<Town>(lastTown).next = at;
  lastTown = at;
  place(at);
  return at;
}

function growTable(): void {
  tableSize = tableSize == 0 ? FEW_TOWNS : 2 * tableSize;
  table = taken(tableSize * 4);
  for (let each = firstTown; each != 0; each = changetype<Town>(each).next) place(each);
}

function place(each: usize): void {
  let at = changetype<Town>(each).hash & (tableSize - 1);
  while (load<u32>(table + at * 4) != 0) at = (at + 1) & (tableSize - 1);
  store<u32>(table + at * 4, <u32>each);
}

/**
 * Whether an hour is among those that a town has bits for, which become more where it is near them, and are written
 * behind `behind`, where the record of the row ends.
 */
function hasRoomFor(known: Town, hour: i32, behind: usize): bool {
  let before = 0;
  if (hour < known.base) before = (known.base - hour + 63) >> 6;
  let words = known.words + before;
  const needed = ((hour - known.base) >> 6) + 1 + before;
  if (needed > words) words = needed;
  if (words == known.words) return true;
  if (words > MOST_WORDS) return false;
  const rest = 2 * words > MOST_WORDS ? MOST_WORDS : 2 * words;
  written = behind;
  const hours = taken(rest * 8);
  memory.copy(hours + before * 8, known.hours, known.words * 8);
  known.hours = hours;
  known.words = rest;
  known.base -= before * 64;
  return true;
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
    } else if (controlOf(escaped) != 0) {
      store<u8>(to++, controlOf(escaped));
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
  if (to > begin && (load<u8>(begin) <= SPACE || load<u8>(to - 1) <= SPACE)) return 0;
  if (to > begin && (mayBeBlank(begin) || mayBeBlank(lastCharacter(to)))) return 0;
  valueEnd = to;
  return at + 1;
}

/** Where the string, number or word at `at` ends, whatever it says; 0 where it is none that JSON knows. */
function skipped(at: usize): usize {
  const opening = load<u8>(at);
  if (opening == QUOTE) return skippedText(at + 1);
  const word = load<u32>(at);
  // null, true and fals, in the order of their bytes
  if (word == 0x6c6c756e || word == 0x65757274) return at + 4;
  if (word == 0x736c6166) return load<u8>(at + 4) == 0x65 ? at + 5 : 0;
  if (opening == 0x2d) at++;
  const begin = at;
  at = afterDigits(at);
  if (at == begin || (at > begin + 1 && load<u8>(begin) == 0x30)) return 0;
  if (load<u8>(at) == 0x2e) {
    const point = at + 1;
    at = afterDigits(point);
    if (at == point) return 0;
  }
  if ((load<u8>(at) | 0x20) == 0x65) {
    at++;
    if (load<u8>(at) == 0x2b || load<u8>(at) == 0x2d) at++;
    const exponent = at;
    at = afterDigits(at);
    if (at == exponent) return 0;
  }
  return isEnd(load<u8>(at)) ? at : 0;
}

@inline
function afterDigits(at: usize): usize {
  while (<u32>load<u8>(at) - 0x30 < 10) at++;
  return at;
}

function skippedText(at: usize): usize {
  for (;;) {
    const mask = i8x16.bitmask(stopsIn(v128.load(at)));
    if (mask == 0) {
      at += 16;
      continue;
    }
    at += ctz(mask);
    const stop = load<u8>(at);
    if (stop == QUOTE) break;
    if (stop != BACKSLASH) return 0;
    const escaped = load<u8>(at + 1);
    if (escaped == 0x75) {
      if (hexadecimal(at + 2) < 0) return 0;
      at += 6;
    } else if (escaped == QUOTE || escaped == BACKSLASH || escaped == 0x2f || controlOf(escaped) != 0) {
      at += 2;
    } else {
      return 0;
    }
  }
  return at + 1;
}

/** The control character that a letter behind a backslash stands for; 0 where it stands for none. */
@inline
function controlOf(letter: u8): u8 {
  if (letter == 0x6e) return 0x0a;
  if (letter == 0x74) return 0x09;
  if (letter == 0x72) return 0x0d;
  if (letter == 0x62) return 0x08;
  return letter == 0x66 ? 0x0c : 0;
}

/** Whether a bare value surely ends here. */
@inline
function isEnd(byte: u8): bool {
  return byte == 0x2c || byte == 0x7d || byte == SPACE || byte == 0x0a || byte == 0x0d || byte == 0x09;
}

/** Copies the bare whole number at `at` to `to`, for a column of texts; gives where it ends, or 0. */
function wholeNumber(at: usize, to: usize): usize {
  if (load<u8>(at) == 0x2d) store<u8>(to++, load<u8>(at++));
  const begin = at;
  while (<u32>load<u8>(at) - 0x30 < 10) store<u8>(to++, load<u8>(at++));
  const digits = <i32>(at - begin);
  if (digits == 0 || digits > EXACT_DIGITS || (digits > 1 && load<u8>(begin) == 0x30)) return 0;
  valueEnd = to;
  return isEnd(load<u8>(at)) ? at : 0;
}

/** Copies the number at `at`, bare or in quotes, to `to`, and notes whether it is in range; gives where it ends, or 0. */
function number(at: usize, to: usize, column: Column, isQuoted: bool): usize {
  const outside = column.outside;
  const begin = at;
  at = newNumber(at, to, column, isQuoted);
  // Of a bare one what follows it is a part: so far it reaches.
  const length = <i32>(at - begin) + (isQuoted ? 0 : 1);
  if (at != 0 && length < 16) {
    column.known = begin;
    column.knownMask = (1 << length) - 1;
    column.knownLength = <i32>(valueEnd - to);
    column.knownOutside = column.outside - outside;
    column.knownAdvance = <i32>(at - begin);
  }
  return at;
}

function newNumber(at: usize, to: usize, column: Column, isQuoted: bool): usize {
  const begin = at;
  if (isQuoted) while (load<u8>(at) == SPACE) at++;
  column.knownBlanks = <i32>(at - begin);
  const negative = load<u8>(at) == 0x2d;
  if (negative) store<u8>(to++, load<u8>(at++));
  let value: i64 = 0;
  let digits = 0;
  let scale: f64 = 1;
  let point = false;
  // JSON knows no 07; in quotes it is a text that Polars reads.
  if (!isQuoted && load<u8>(at) == 0x30 && <u32>load<u8>(at + 1) - 0x30 < 10) return 0;
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
  if (isQuoted) {
    while (load<u8>(at) == SPACE) at++;
    if (load<u8>(at) != QUOTE) return 0;
    at++;
    if (digits == 0) return negative ? 0 : at;
  } else if (digits == 0 || !isEnd(load<u8>(at)) || (column.kind == INTEGER && digits > EXACT_DIGITS)) {
    // A whole number of more digits would be rounded as JSON's numbers are.
    return 0;
  }
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

/** The hours from 1970 to a time YYYYMMDDhh. Source: Howard Hinnant, days_from_civil. */
function hourOf(time: i64): i32 {
  const date = <i32>(time / 100);
  const day = date % 100, month = (date / 100) % 100;
  const year = date / 10000 - (month <= 2 ? 1 : 0);
  const era = year / 400;
  const yearOfEra = year - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return (era * 146097 + dayOfEra - 719468) * 24 + <i32>(time % 100);
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
