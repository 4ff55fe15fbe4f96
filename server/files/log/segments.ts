/**
 * `.lintel/log/`: the signed log as the team's repository holds it.
 *
 * Each segment is a set of envelopes, one canonical-JSON line each, named by the hash of its bytes
 * and never edited, so that two branches merge as sets. What is wrong in one is a Finding; the
 * rest is read.
 */

import { codeOf, type Disk } from '#server/files/disk/disk.ts';
import { readRegularText } from '#server/files/disk/read-regular.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import { readEnvelope } from '#server/files/log/read-envelope.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { hashOf } from '#shared/hash.ts';
import type { Envelope } from '#shared/lifecycle/envelope.ts';
import type { Finding } from '#shared/trace/finding.ts';

export const LOG_FOLDER = '.lintel/log';
export const MAX_SEGMENT_BYTES = 64 * 1024 * 1024;

export interface SegmentRead {
	readonly events: readonly SegmentEvent[];
	readonly findings: readonly Finding[];
}

export interface SegmentEvent {
	readonly envelope: Envelope;
	/** From 1. */
	readonly line: number;
}

/** The segments that are there, by path from the repository's root. */
export function listSegments(disk: Disk, root: string): string[] {
	try {
		const names = disk.readdirSync(`${root}/${LOG_FOLDER}`);
		return names.filter((name) => name.endsWith('.jsonl')).map((name) => `${LOG_FOLDER}/${name}`);
	} catch (error) {
		if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(codeOf(error))) return [];
		throw error;
	}
}

export function readSegment(disk: Disk, root: string, path: string): SegmentRead {
	const text = contentOf(disk, root, path);
	return text === null ? { events: [], findings: [unreadable(path)] } : parseSegment(path, text);
}

/** What the text of a segment at this path holds. */
export function parseSegment(path: string, text: string): SegmentRead {
	const findings: Finding[] = [];
	const events = text.split('\n').flatMap((line, index) => {
		if (line.trim() === '') return [];
		const envelope = readEnvelope(line);
		if (envelope === undefined) findings.push(notAnEvent(path, index + 1));
		return envelope === undefined ? [] : { envelope, line: index + 1 };
	});
	// Some gits are told to give text files the line ends of Windows.
	const isIts =
		pathOfSegment(text) === path || pathOfSegment(text.replaceAll('\r\n', '\n')) === path;
	if (!isIts) findings.push(altered(path));
	return { events, findings };
}

/** The text of a segment that holds these envelopes. */
export function printSegment(envelopes: readonly Envelope[]): string {
	return envelopes.map((envelope) => `${canonicalJson(envelope)}\n`).join('');
}

export function pathOfSegment(text: string): string {
	return `${LOG_FOLDER}/${hashOf(text)}.jsonl`;
}

function contentOf(disk: Disk, root: string, path: string): string | null {
	return readRegularText(disk, `${root}/${path}`, MAX_SEGMENT_BYTES);
}

function unreadable(path: string): Finding {
	return fileFinding(
		'log-unreadable',
		'error',
		path,
		`${path} cannot be read, or is larger than a log segment can be.`,
		'Restore it from git: git checkout -- .lintel/log',
	);
}

function altered(path: string): Finding {
	return fileFinding(
		'log-altered',
		'error',
		path,
		`${path} is not what its name says: it was changed after it was written. Events in it that are still validly signed count.`,
		'Restore it from git: git checkout -- .lintel/log',
	);
}

function notAnEvent(path: string, line: number): Finding {
	return fileFinding(
		'log-line-invalid',
		'error',
		path,
		`${path} line ${line} is no event that this Lintel can read. It was left out.`,
		'Restore the file from git, or update Lintel if a newer one wrote it.',
		line,
	);
}
