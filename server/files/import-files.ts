/**
 * Adds what files from elsewhere hold to the documents, and tells what became what.
 *
 * What is there already stays as it is: an import never takes away a word that somebody wrote here.
 * What is no artefact comes along as text, so that nothing of the file is lost.
 */
import { basename, extname } from 'node:path';
import type { DesignFiles } from '#server/files/design-files.ts';
import type { Disk } from '#server/files/disk.ts';
import { type FileRead, readText } from '#server/files/read-text.ts';
import type { ImportEntry, ImportReport } from '#server/files/reports.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { ContextsBlock, StoriesBlock } from '#shared/doc/block.ts';
import { openContextsDoc, readContextBlocks } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { designDocName } from '#shared/doc/doc-name.ts';
import { addBlocks } from '#shared/doc/edits/blocks.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { openStoriesDoc, readStories, readStoryBlocks } from '#shared/doc/stories-doc.ts';
import { readContextMap } from '#shared/markdown/context-map.ts';
import { readDesign } from '#shared/markdown/design.ts';
import { readStories as readStoriesText } from '#shared/markdown/stories.ts';
import type { Finding } from '#shared/trace/finding.ts';
