import type { Paper } from '../../models/vocabulary.ts';

/** Ticket printers leave a margin on both sides of the roll: millimetres between them. */
const PRINTED: Readonly<Record<Paper, number>> = { '58mm': 48, '80mm': 72 };
const LARGEST_QR: Readonly<Record<Paper, number>> = { '58mm': 36, '80mm': 42 };
const TALLEST_NUMBER: Readonly<Record<Paper, number>> = { '58mm': 20, '80mm': 28 };
/** 203 dots an inch, as nearly all of them print. */
const DOT = 25.4 / 203;
/** Of the height: a bold letter or digit of any font that a tablet has, with room to spare. */
const WIDTH_OF_CHARACTER = 0.68;

/** Millimetres. Each module is a whole number of dots: none is blurred, and all are equally wide. */
export function qrSide(paper: Paper, modules: number): number {
  const dots = Math.max(1, Math.floor(LARGEST_QR[paper] / modules / DOT));
  return round(modules * dots * DOT);
}

/** Millimetres: as large as the paper is wide. */
export function numberHeight(paper: Paper, number: string): number {
  return round(Math.min(TALLEST_NUMBER[paper], PRINTED[paper] / (number.length * WIDTH_OF_CHARACTER)));
}

function round(millimetres: number): number {
  return Math.round(millimetres * 1000) / 1000;
}
