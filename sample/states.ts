/** One of Mexico's 32 states as the feed has it, and what a made-up town in it needs to know. */
export type State = {
  /** State key (INEGI). */
  readonly ides: number;
  readonly nes: string;
  /** How many of its municipalities the feed has. */
  readonly municipalities: number;
  /** Largest municipality key in the feed. */
  readonly largest: number;
  /** Municipality keys below the largest that the feed does not have. */
  readonly missing: readonly number[];
  /** Southernmost and northernmost municipality, in degrees north. */
  readonly lat: readonly [number, number];
  /** Westernmost and easternmost municipality, in degrees east. */
  readonly lon: readonly [number, number];
  /** Lowest and highest towns, in metres: rough, only there so that temperatures differ. */
  readonly elevation: readonly [number, number];
  /** Hours behind UTC as the feed tables them, taken as one value for the whole state. */
  readonly dh: number;
};

type Range = [number, number];
type Row = [number, string, number, number, number[], lat: Range, lon: Range, elevation: Range, dh: number];

const ROWS: readonly Row[] = [
  [1, "Aguascalientes", 11, 11, [], [21.8, 22.4], [-102.7, -102], [1700, 2000], 6],
  [2, "Baja California", 5, 5, [], [31.8, 32.6], [-117.1, -115.5], [5, 600], 7],
  [3, "Baja California Sur", 5, 9, [4, 5, 6, 7], [23.1, 27.3], [-112.3, -109.7], [5, 300], 7],
  [4, "Campeche", 11, 11, [], [18.2, 20.4], [-92.1, -89.4], [5, 150], 6],
  [5, "Coahuila", 38, 38, [], [25.3, 29.3], [-103.7, -99.9], [250, 1900], 6],
  [6, "Colima", 10, 10, [], [18.9, 19.4], [-104.3, -103.6], [10, 1300], 6],
  [7, "Chiapas", 123, 124, [95], [14.7, 17.9], [-93.9, -90.7], [10, 2200], 6],
  [8, "Chihuahua", 67, 67, [], [26.1, 31.7], [-108.5, -103.9], [800, 2300], 7],
  [9, "Ciudad de México", 16, 17, [1], [19.2, 19.5], [-99.3, -99], [2240, 2700], 6],
  [10, "Durango", 39, 39, [], [23.5, 26.4], [-107, -102.8], [1100, 2500], 6],
  [11, "Guanajuato", 46, 46, [], [20, 21.6], [-102, -99.7], [1650, 2300], 6],
  [12, "Guerrero", 81, 81, [], [16.5, 18.7], [-101.8, -98.2], [10, 1900], 6],
  [13, "Hidalgo", 84, 84, [], [19.7, 21.2], [-99.7, -98.1], [100, 2700], 6],
  [14, "Jalisco", 125, 125, [], [19.2, 22.6], [-105.3, -101.6], [10, 2100], 6],
  [15, "Estado de México", 125, 125, [], [18.6, 20.2], [-100.3, -98.7], [1300, 2800], 6],
  [16, "Michoacán de Ocampo", 113, 113, [], [18, 20.3], [-103.7, -100.2], [50, 2400], 6],
  [17, "Morelos", 33, 33, [], [18.5, 19], [-99.4, -98.7], [900, 2200], 6],
  [18, "Nayarit", 20, 20, [], [20.8, 22.6], [-105.5, -104], [5, 1300], 7],
  [19, "Nuevo León", 51, 51, [], [23.4, 27.2], [-100.6, -99.2], [150, 1900], 6],
  [20, "Oaxaca", 570, 570, [], [15.7, 18.6], [-98.4, -94.2], [10, 2600], 6],
  [21, "Puebla", 217, 217, [], [18, 20.7], [-98.8, -96.9], [100, 2600], 6],
  [22, "Querétaro de Arteaga", 18, 18, [], [20.2, 21.5], [-100.4, -99.3], [700, 2300], 6],
  [23, "Quintana Roo", 11, 11, [], [18.5, 21.3], [-88.7, -86.7], [2, 40], 5],
  [24, "San Luis Potosí", 58, 58, [], [21.3, 23.9], [-101.9, -98.4], [50, 2300], 6],
  [25, "Sinaloa", 18, 18, [], [22.8, 26.7], [-109, -105.8], [5, 500], 7],
  [26, "Sonora", 72, 72, [], [26.8, 32.5], [-114.8, -108.9], [5, 1400], 7],
  [27, "Tabasco", 17, 17, [], [17.5, 18.5], [-93.4, -91.4], [2, 80], 6],
  [28, "Tamaulipas", 43, 43, [], [22.2, 27.5], [-99.8, -97.5], [2, 1500], 6],
  [29, "Tlaxcala", 60, 60, [], [19.1, 19.6], [-98.6, -97.7], [2150, 2600], 6],
  [30, "Veracruz de Ignacio de la Llave", 212, 212, [], [17.3, 22.2], [-98.5, -94.1], [2, 2300], 6],
  [31, "Yucatán", 106, 106, [], [20.1, 21.6], [-90.4, -87.9], [2, 40], 6],
  [32, "Zacatecas", 58, 58, [], [21.2, 24.8], [-103.9, -100.9], [1400, 2600], 6],
];

/**
 * The 32 states in the order of their keys. Names, keys and the boxes of their municipalities are those of
 * the real feed; elevations are rough.
 *
 * @example
 * ```ts
 * STATES.find(({ ides }) => ides === 20)?.municipalities; // 570, in Oaxaca
 * ```
 */
export const STATES: readonly State[] = ROWS.map(
  ([ides, nes, municipalities, largest, missing, lat, lon, elevation, dh]) => {
    return { ides, nes, municipalities, largest, missing, lat, lon, elevation, dh };
  },
);
