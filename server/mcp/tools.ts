import type { Tool } from '#server/mcp/tool.ts';
import { check } from '#server/mcp/tools/check.ts';
import { comment } from '#server/mcp/tools/comment.ts';
import { findArtefacts } from '#server/mcp/tools/find-artefacts.ts';
import { getWorkContext } from '#server/mcp/tools/get-work-context.ts';
import { readArtefact } from '#server/mcp/tools/read-artefact.ts';
import { submitForReview } from '#server/mcp/tools/submit-for-review.ts';
import { writeContext } from '#server/mcp/tools/write-context.ts';
import { writeDesign } from '#server/mcp/tools/write-design.ts';
import { writeStory } from '#server/mcp/tools/write-story.ts';

/** All that an Agent may do, in the order it is listed. There is no tool that approves. */
export const TOOLS: readonly Tool[] = [
	getWorkContext,
	findArtefacts,
	readArtefact,
	writeStory,
	writeContext,
	writeDesign,
	check,
	comment,
	submitForReview,
];
