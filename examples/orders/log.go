package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

type level int

const (
	levelDebug level = iota
	levelInfo
	levelWarning
	levelError
)

var levelNames = [...]string{"debug", "info", "warning", "error"}

func (l level) String() string { return levelNames[l] }

func (l *level) set(name string) error {
	for number, known := range levelNames {
		if strings.EqualFold(name, known) {
			*l = level(number)
			return nil
		}
	}
	return fmt.Errorf("unknown level %q: known are %s", name, strings.Join(levelNames[:], ", "))
}

// logger writes each line with one call, so that lines of several requests do not mix.
type logger struct {
	least  level
	output io.Writer
	file   *os.File // nil without a log file
}

func newLogger(s settings) (logger, error) {
	if s.logFile == "" {
		return logger{least: s.logLevel, output: os.Stdout}, nil
	}
	file, err := os.OpenFile(s.logFile, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return logger{}, err
	}
	// The file comes first: a MultiWriter ends at the first error, and a service has no stdout.
	return logger{least: s.logLevel, output: io.MultiWriter(file, os.Stdout), file: file}, nil
}

func (l logger) write(at level, format string, values ...any) {
	if at < l.least {
		return
	}
	now := time.Now().UTC().Format("2006-01-02T15:04:05.000Z")
	fmt.Fprintf(l.output, "%s %-7s %s\n", now, at, fmt.Sprintf(format, values...))
}

func (l logger) close() {
	if l.file != nil {
		l.file.Close()
	}
}
