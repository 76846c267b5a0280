import { random } from "./_random.ts";

const SAINTS = words(`
  San Agustín, San Andrés, San Antonio, San Bartolo, San Bernardo, San Carlos, San Cristóbal, San Dionisio,
  San Esteban, San Felipe, San Fernando, San Francisco, San Gabriel, San Ignacio, San Ildefonso, San Isidro,
  San Jacinto, San Jerónimo, San Joaquín, San Jorge, San José, San Juan, San Lorenzo, San Lucas, San Luis,
  San Marcos, San Martín, San Mateo, San Melchor, San Miguel, San Nicolás, San Pablo, San Pedro, San Rafael,
  San Ramón, San Raymundo, San Salvador, San Sebastián, San Simón, San Vicente, Santa Ana, Santa Bárbara,
  Santa Catarina, Santa Cecilia, Santa Clara, Santa Cruz, Santa Elena, Santa Gertrudis, Santa Inés,
  Santa Isabel, Santa Lucía, Santa María, Santa Mónica, Santa Rita, Santa Rosa, Santa Úrsula, Santiago,
  Santo Domingo, Santo Niño, Santo Tomás`);

const PLACES = words(`
  Agua Fría, Arroyo Seco, Barranca, Buenavista, Cañada, Cañaveral, Cedral, Cerro Gordo, Ciénega, Ciruelos,
  Corralejo, Coyotes, Cuesta, Duraznos, Encinal, Encinos, Fresnos, Guayabal, Higueras, Hondonada, Huizache,
  Jacales, Jarales, Joya, Laguna, Limón, Llano Grande, Loma Alta, Magueyes, Manzanillos, Mesa, Mezquital,
  Mirador, Naranjos, Nogales, Nopalera, Ocotal, Órganos, Otates, Palmar, Palo Alto, Paredes, Peña, Peñasco,
  Piñones, Pinos, Portezuelo, Potrero, Pozos, Rincón, Río Hondo, Sabinos, Salinas, Sauces, Tejocote, Tierra
  Blanca, Tunas, Valle, Vega, Zarzal`);

const ENDINGS = words("Muestra, de Muestra, de Muestras, de la Muestra, de las Muestras");

/**
 * A made-up name that says it is one, such as "San Juan Peñasco de la Muestra". About one name in fifteen
 * belongs to more than one town, as in the real feed.
 */
export function townName(seed: number): string {
  const pick = (from: readonly string[], n: number) => from[Math.floor(random(seed, n) * from.length)];
  return `${pick(SAINTS, 1)} ${pick(PLACES, 2)} ${pick(ENDINGS, 3)}`;
}

function words(list: string): readonly string[] {
  return list
    .replaceAll(/\s+/g, " ")
    .split(",")
    .map((word) => word.trim());
}
