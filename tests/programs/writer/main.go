// writer writes numbered lines of 100 bytes to a log of its own, until a file appears; then it says how many.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

var (
	log      = flag.String("log", "", "the log")
	until    = flag.String("until", "", "stop when there is such a file")
	overtake = flag.Bool("overtake", false, "write on where it is, not at the log's end")
)

func main() {
	flag.Parse()
	mode := os.O_WRONLY | os.O_CREATE | os.O_APPEND
	if *overtake {
		mode = os.O_WRONLY | os.O_CREATE
	}
	file, err := os.OpenFile(*log, mode, 0o644)
	check(err)
	number := 0
	for {
		for burst := 0; burst < 500; burst++ {
			number++
			line := fmt.Sprintf("%09d ", number)
			_, err := file.WriteString(line + strings.Repeat("x", 99-len(line)) + "\n")
			check(err)
		}
		if _, err := os.Stat(*until); err == nil {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	check(file.Close())
	check(os.WriteFile(*until+".count", []byte(fmt.Sprint(number)), 0o644))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(99)
	}
}
