package report

import "github.com/xsf/padpress/lint"

// The objects of SARIF that we write, with its names: section 3 of the standard.
type (
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version,omitempty"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}

	sarifRule struct {
		ID      string        `json:"id"`
		Short   *sarifMessage `json:"shortDescription,omitempty"`
		Help    *sarifMessage `json:"help"`
		Default sarifLevel    `json:"defaultConfiguration"`
	}

	sarifLevel struct {
		Level lint.Severity `json:"level"`
	}

	sarifMessage struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}

	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        lint.Severity     `json:"level"`
		Message      sarifMessage      `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Fixes        []sarifFix        `json:"fixes,omitempty"`
	}

	sarifLocation struct {
		Place sarifPlace `json:"physicalLocation"`
	}

	sarifPlace struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}

	sarifArtifact struct {
		URI string `json:"uri"`
	}

	// sarifRegion counts lines and columns from 1 and bytes from 0; the end is the place behind.
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
		ByteOffset  int `json:"byteOffset"`
		ByteLength  int `json:"byteLength"`
	}

	sarifFix struct {
		Description sarifMessage  `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}

	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}

	sarifReplacement struct {
		Deleted  sarifRegion  `json:"deletedRegion"`
		Inserted sarifContent `json:"insertedContent"`
	}

	sarifContent struct {
		Text string `json:"text"`
	}

	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		Notifications []sarifNotification `json:"toolConfigurationNotifications,omitempty"`
	}

	sarifNotification struct {
		Message sarifMessage    `json:"message"`
		Level   lint.Severity   `json:"level"`
		Rule    *sarifReference `json:"associatedRule"`
	}

	sarifReference struct {
		ID    string `json:"id"`
		Index int    `json:"index"`
	}
)
