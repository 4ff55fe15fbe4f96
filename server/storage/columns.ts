/** Reads columns as what the schema says they are. Anything else is a bug, and throws. */
import type { SQLOutputValue } from 'node:sqlite';

type Row = Record<string, SQLOutputValue> | undefined;

export function textIn(row: Row, column: string): string {
	const value = row?.[column];
	if (typeof value !== 'string') throw new Error(`Column ${column} is not text.`);
	return value;
}

export function textOrNullIn(row: Row, column: string): string | null {
	return row?.[column] === null ? null : textIn(row, column);
}

export function numberIn(row: Row, column: string): number {
	const value = row?.[column];
	if (typeof value !== 'number') throw new Error(`Column ${column} is not a number.`);
	return value;
}

export function bytesIn(row: Row, column: string): Uint8Array {
	const value = row?.[column];
	if (!(value instanceof Uint8Array)) throw new Error(`Column ${column} is not bytes.`);
	return value;
}
