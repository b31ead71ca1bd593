// A stand-in for package managers and installers on hosts of tests. What it is, its own name says: choco, scoop,
// winget, an installer (any name that starts with setup), or a program that was installed. It knows the commands that
// winstead gives, writes what is documented of each, and keeps what it does in state.json in its folder:
// versions, warnings to write before everything else, exit codes to end with, and what it was called with.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"time"
)

const environment = `HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment`
const uninstall = `HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\`

// State is what state.json holds.
type State struct {
	Version   string              `json:"version"`   // the manager's own
	Installed map[string]string   `json:"installed"` // versions by id
	Pinned    map[string]bool     `json:"pinned"`
	Available map[string][]string `json:"available"` // by id, the oldest first
	Warnings  []string            `json:"warnings"`
	Exit      map[string][]int    `json:"exit"`    // codes by command, each for one call
	Effect    map[string]bool     `json:"effect"`  // commands that do what they are to although their code is not 0
	Program   map[string]string   `json:"program"` // what an installed program says as its version, if not its own
}

var folder, self, name string

func main() {
	self, _ = os.Executable()
	folder = filepath.Dir(self)
	name = strings.TrimSuffix(strings.ToLower(filepath.Base(self)), ".exe")
	arguments := os.Args[1:]
	if text, err := os.ReadFile(filepath.Join(folder, "version.txt")); err == nil {
		fmt.Printf("%s version %s\n", name, text)
		return
	}
	if name == "scoop-stand-in" {
		name = "scoop"
	}
	state := load()
	note(arguments)
	for _, one := range state.Warnings {
		fmt.Println(one)
	}
	code := 0
	if codes := state.Exit[first(arguments)]; len(codes) > 0 {
		code = codes[0]
		state.Exit[first(arguments)] = codes[1:]
	}
	if code == 0 || state.Effect[first(arguments)] {
		if own := do(&state, arguments); code == 0 {
			code = own
		}
	} else {
		fmt.Printf("something went wrong\n")
		fmt.Fprintf(os.Stderr, "%s ends with %d\n", name, code)
	}
	save(state)
	os.Exit(code)
}

func first(arguments []string) string {
	if len(arguments) == 0 {
		return ""
	}
	return arguments[0]
}

func do(state *State, arguments []string) int {
	switch {
	case name == "choco":
		return choco(state, arguments)
	case name == "scoop":
		return scoop(state, arguments)
	case name == "winget":
		return winget(state, arguments)
	case strings.HasPrefix(name, "setup"):
		return setup(arguments)
	}
	fmt.Printf("%s is nothing that this program stands in for\n", name)
	return 1
}

func load() State {
	state := State{Version: "2.3.0"}
	text, err := os.ReadFile(filepath.Join(folder, name+".json"))
	if err == nil {
		err = json.Unmarshal(text, &state)
	}
	if err != nil && !os.IsNotExist(err) {
		fmt.Println(err)
		os.Exit(99)
	}
	for _, one := range []*map[string]bool{&state.Pinned, &state.Effect} {
		if *one == nil {
			*one = map[string]bool{}
		}
	}
	if state.Installed == nil {
		state.Installed = map[string]string{}
	}
	if state.Exit == nil {
		state.Exit = map[string][]int{}
	}
	return state
}

func save(state State) {
	text, _ := json.Marshal(state)
	if err := os.WriteFile(filepath.Join(folder, name+".json"), text, 0o644); err != nil {
		fmt.Println(err)
		os.Exit(99)
	}
}

func note(arguments []string) {
	file, err := os.OpenFile(filepath.Join(folder, name+".log"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err == nil {
		text, _ := json.Marshal(arguments)
		fmt.Fprintf(file, "%s\n", text)
		file.Close()
	}
}

func has(arguments []string, word string) bool {
	for _, one := range arguments {
		if one == word {
			return true
		}
	}
	return false
}

func after(arguments []string, word string) string {
	for i, one := range arguments {
		if one == word && i+1 < len(arguments) {
			return arguments[i+1]
		}
	}
	return ""
}

func sorted(names map[string]string) []string {
	var found []string
	for one := range names {
		found = append(found, one)
	}
	sort.Strings(found)
	return found
}

func newest(state *State, id string) string {
	if known := state.Available[id]; len(known) > 0 {
		return known[len(known)-1]
	}
	return ""
}

func knows(state *State, id, version string) bool {
	for _, one := range state.Available[id] {
		if one == version {
			return true
		}
	}
	return false
}

// install puts a program of the package's name into a folder of its own, which it adds to the machine's PATH.
func install(state *State, id, version string) {
	state.Installed[id] = version
	said := version + ".windows.1"
	if other, there := state.Program[id]; there {
		said = other
	}
	place := filepath.Join(folder, "apps", id)
	_ = os.MkdirAll(place, 0o755)
	bytes, _ := os.ReadFile(self)
	_ = os.WriteFile(filepath.Join(place, id+".exe"), bytes, 0o755)
	_ = os.WriteFile(filepath.Join(place, "version.txt"), []byte(said), 0o644)
	output, _ := exec.Command("reg.exe", "query", environment, "/v", "PATH").Output()
	path := ""
	for _, line := range strings.Split(string(output), "\n") {
		if parts := strings.SplitN(strings.TrimSpace(line), "    ", 3); len(parts) == 3 {
			path = strings.TrimSpace(parts[2])
		}
	}
	if !strings.Contains(path, place) {
		_ = exec.Command("reg.exe", "add", environment, "/v", "PATH", "/t", "REG_EXPAND_SZ", "/d", path+";"+place, "/f").Run()
	}
}

func remove(state *State, id string) {
	delete(state.Installed, id)
	delete(state.Pinned, id)
	_ = os.RemoveAll(filepath.Join(folder, "apps", id))
}

func choco(state *State, arguments []string) int {
	old := strings.HasPrefix(state.Version, "1.") || strings.HasPrefix(state.Version, "0.")
	switch first(arguments) {
	case "--version":
		fmt.Println(state.Version)
	case "list":
		if has(arguments, "--local-only") && !old {
			fmt.Println("Invalid argument --local-only. This argument has been removed from the list command and cannot be used.")
			return 1
		}
		if old && !has(arguments, "--local-only") {
			fmt.Println("everything|9.9")
			return 0
		}
		for _, one := range sorted(state.Installed) {
			fmt.Printf("%s|%s\n", one, state.Installed[one])
		}
	case "outdated":
		for _, one := range sorted(state.Installed) {
			if known := newest(state, one); known != "" && known != state.Installed[one] {
				fmt.Printf("%s|%s|%s|%t\n", one, state.Installed[one], known, state.Pinned[one])
			}
		}
	case "search":
		for i := len(state.Available[arguments[1]]) - 1; i >= 0; i-- {
			fmt.Printf("%s|%s\n", arguments[1], state.Available[arguments[1]][i])
		}
	case "pin":
		return pin(state, arguments)
	case "install", "upgrade":
		return bring(state, arguments[0], arguments[1], after(arguments, "--version"), has(arguments, "--force"))
	case "uninstall":
		if _, there := state.Installed[arguments[1]]; !there {
			fmt.Printf("%s is not installed. Cannot uninstall a non-existent package.\n", arguments[1])
			return 1
		}
		remove(state, arguments[1])
	default:
		return 1
	}
	return 0
}

func pin(state *State, arguments []string) int {
	id := strings.TrimPrefix(arguments[2], "--name=")
	switch arguments[1] {
	case "list":
		for _, one := range sorted(state.Installed) {
			if state.Pinned[one] {
				fmt.Printf("%s|%s\n", one, state.Installed[one])
			}
		}
	case "add":
		state.Pinned[id] = true
	case "remove":
		delete(state.Pinned, id)
	}
	return 0
}

func bring(state *State, word, id, version string, force bool) int {
	held, there := state.Installed[id]
	if there && (state.Pinned[id] || word == "install" && !force) {
		fmt.Printf("%s v%s already installed.\n", id, held)
		return 0
	}
	if version == "" {
		version = newest(state, id)
	}
	if !knows(state, id, version) {
		fmt.Printf("%s not installed. The package was not found with the source(s) listed.\n", id)
		return 1
	}
	install(state, id, version)
	return 0
}

func scoop(state *State, arguments []string) int {
	id := ""
	if len(arguments) > 1 {
		parts := strings.Split(arguments[1], "/")
		id = parts[len(parts)-1]
	}
	version := newest(state, strings.Split(id, "@")[0])
	if parts := strings.SplitN(id, "@", 2); len(parts) == 2 {
		id, version = parts[0], parts[1]
	}
	switch first(arguments) {
	case "export":
		apps := []map[string]string{}
		for _, one := range sorted(state.Installed) {
			info := ""
			if state.Pinned[one] {
				info = "Held package"
			}
			apps = append(apps, map[string]string{"Name": one, "Version": state.Installed[one], "Source": "main", "Updated": "2024-01-02T03:04:05", "Info": info})
		}
		text, _ := json.MarshalIndent(map[string]any{"apps": apps, "buckets": []string{}}, "", "    ")
		fmt.Println(string(text))
	case "cat":
		fmt.Printf("{\n    \"version\": \"%s\"\n}\n", version)
	case "install", "update":
		if _, there := state.Installed[id]; there && arguments[0] == "install" {
			fmt.Printf("WARN  '%s' is already installed.\n", id)
			return 0
		}
		if !knows(state, id, version) {
			fmt.Printf("Couldn't find manifest for '%s'.\n", id)
			return 0
		}
		install(state, id, version)
	case "uninstall":
		remove(state, id)
	case "hold":
		state.Pinned[id] = true
	case "unhold":
		delete(state.Pinned, id)
	}
	return 0
}

func winget(state *State, arguments []string) int {
	id := after(arguments, "--id")
	held, there := state.Installed[id]
	switch first(arguments) {
	case "list":
		if !there {
			fmt.Println("No installed package found matching input criteria.")
			return 0x8A150014 - 1<<32
		}
		fmt.Printf("   - \r   \\ \r%-20s %-22s %-10s %-10s %s\n", "Name", "Id", "Version", "Available", "Source")
		fmt.Println(strings.Repeat("-", 72))
		later := newest(state, id)
		if later == held {
			later = ""
		}
		fmt.Printf("%-20s %-22s %-10s %-10s %s\n", "The name of it", id, held, later, "winget")
	case "show":
		fmt.Printf("Found The name of it [%s]\nVersion\n-------\n", id)
		for i := len(state.Available[id]) - 1; i >= 0; i-- {
			fmt.Println(state.Available[id][i])
		}
	case "pin":
		return wingetPin(state, arguments[1], id)
	case "install", "upgrade":
		version := after(arguments, "--version")
		if version == "" {
			version = newest(state, id)
		}
		if !knows(state, id, version) {
			fmt.Println("No package found matching input criteria.")
			return 0x8A150014 - 1<<32
		}
		install(state, id, version)
	case "uninstall":
		remove(state, id)
	}
	return 0
}

func wingetPin(state *State, word, id string) int {
	switch word {
	case "add":
		state.Pinned[id] = true
	case "remove":
		delete(state.Pinned, id)
	case "list":
		if len(state.Pinned) == 0 {
			fmt.Println("There are no pins configured.")
			return 0
		}
		fmt.Printf("%-20s %-22s %-10s %-6s %s\n%s\n", "Name", "Id", "Version", "Source", "Pin type", strings.Repeat("-", 72))
		for one := range state.Pinned {
			fmt.Printf("%-20s %-22s %-10s %-6s %s\n", "The name of it", one, state.Installed[one], "winget", "Pinning")
		}
	}
	return 0
}

// setup is an installer: `setup.exe /product NAME VERSION CODE`, which leaves an entry in Windows' list and its
// uninstaller, and ends with the code; that one is called with `/remove NAME CODE`.
func setup(arguments []string) int {
	code := 0
	switch first(arguments) {
	case "/product":
		place := filepath.Join(os.Getenv("ProgramFiles"), "Stand in "+arguments[1])
		_ = os.MkdirAll(place, 0o755)
		bytes, _ := os.ReadFile(self)
		_ = os.WriteFile(filepath.Join(place, "setup-gone.exe"), bytes, 0o755)
		command := filepath.Join(place, "setup-gone.exe") + " /remove \"" + arguments[1] + "\" 0"
		for key, value := range map[string]string{"DisplayName": arguments[1], "DisplayVersion": arguments[2], "UninstallString": command} {
			_ = exec.Command("reg.exe", "add", uninstall+arguments[1], "/v", key, "/d", value, "/f").Run()
		}
		fmt.Sscan(arguments[3], &code)
	case "/remove":
		if !has(arguments, "/S") {
			return 7
		}
		_ = exec.Command("reg.exe", "delete", uninstall+arguments[1], "/f").Run()
		fmt.Sscan(arguments[2], &code)
	case "/wait":
		time.Sleep(time.Minute)
	default:
		fmt.Println("setup: nothing to do")
		return 5
	}
	return code
}
