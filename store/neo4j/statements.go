package neo4j

import (
	"slices"

	"entente/graph"
)

// statements lists every statement that the database is ever sent.
func statements() []statement {
	list := []statement{
		readFormat, readHead, readCodebook, countForeign, listSchema, awaitSchema, readNothing,
		readEntities, readSources, readTies,
		readCommits, readMade, readVersions, readHistory,
		listByName, listByNameBefore, listByID, listByIDBefore,
		listAmongByName, listAmongByNameBefore, listAmongByID, listAmongByIDBefore,
		searchNames, searchHeld, readTokens,
		surveySources, surveyNodes, surveyTies, surveyOdd,
		createHead, lockHead, readKnown, readEnds, confirmEnds, countIDs, listIDs, countTies, listPairs, readPairs,
		deleteTies, deleteOdd, deleteMerged, findReferring, findCited, findCiting, deleteEntities, deleteSources,
		putSources, countCitations, createMerged, createOdd, updateTies, readTiesOf,
		createVersions, createCommit,
		readPosition, scanTies, scanNodes, refuseNodes, refuseTies, countCommit, noteAdoption, forgetMerged, countKinds, createNames,
	}
	for _, c := range schema() {
		list = append(list, c.statement)
	}
	for _, kind := range graph.EntityKinds() {
		list = append(list, createEntities[kind], updateEntities[kind])
	}
	for _, kind := range graph.RelationshipKinds() {
		list = append(list, createTies[kind])
	}
	return slices.Clip(list)
}
