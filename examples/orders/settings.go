package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

type settings struct {
	port        uint
	logLevel    level
	logFile     string // empty: stdout alone
	databaseURL string // a secret: never logged, never answered
}

// readSettings takes the flags, then the file that ORDERS_CONFIG names, then LOG_LEVEL, which wins over the file.
func readSettings(arguments []string) (settings, error) {
	result := settings{logLevel: levelInfo, databaseURL: os.Getenv("DATABASE_URL")}
	flags := flag.NewFlagSet("orders", flag.ContinueOnError)
	flags.UintVar(&result.port, "port", 8080, "the TCP `port` to listen on")
	if err := flags.Parse(arguments); err != nil {
		return result, err
	}
	if flags.NArg() > 0 {
		return result, fmt.Errorf("unknown argument %q", flags.Arg(0))
	}
	if result.port > 65535 {
		return result, fmt.Errorf("--port %d: a port is 0 to 65535", result.port)
	}
	if path := os.Getenv("ORDERS_CONFIG"); path != "" {
		if err := result.readFile(path); err != nil {
			return result, fmt.Errorf("ORDERS_CONFIG: %w", err)
		}
	}
	if name := os.Getenv("LOG_LEVEL"); name != "" {
		if err := result.logLevel.set(name); err != nil {
			return result, fmt.Errorf("LOG_LEVEL: %w", err)
		}
	}
	return result, nil
}

// readFile reads lines of key=value; # begins a comment line, and a byte order mark may come first.
func (s *settings) readFile(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(content, []byte("\uFEFF"))))
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, found := strings.Cut(line, "=")
		if !found {
			return fmt.Errorf("%s:%d: not key=value", path, number)
		}
		if err := s.set(strings.TrimSpace(key), strings.TrimSpace(value), filepath.Dir(path)); err != nil {
			return fmt.Errorf("%s:%d: %w", path, number, err)
		}
	}
	return lines.Err()
}

// set takes one setting of the file in folder, which a relative path starts from.
func (s *settings) set(key, value, folder string) error {
	switch key {
	case "log_level":
		return s.logLevel.set(value)
	case "log_file":
		if !filepath.IsAbs(value) {
			value = filepath.Join(folder, value)
		}
		s.logFile = value
		return nil
	}
	return fmt.Errorf("unknown key %q: known are log_file and log_level", key)
}
