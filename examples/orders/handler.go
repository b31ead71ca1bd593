package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
)

type order struct {
	ID       int    `json:"id"`
	Item     string `json:"item"`
	Quantity int    `json:"quantity"`
}

// orderBook is in memory: it starts the same each time.
type orderBook struct {
	mutex  sync.Mutex
	orders []order
}

func (b *orderBook) list() []order {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return append([]order(nil), b.orders...)
}

func (b *orderBook) add(item string, quantity int) order {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	added := order{ID: len(b.orders) + 1, Item: item, Quantity: quantity}
	b.orders = append(b.orders, added)
	return added
}

func newHandler(log logger, s settings) http.Handler {
	book := &orderBook{}
	book.add("tea", 2)
	book.add("biscuits", 12)
	routes := http.NewServeMux()
	routes.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, map[string]any{"status": "ok", "database": s.databaseURL != ""})
	})
	routes.HandleFunc("/version", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, map[string]string{"version": version})
	})
	routes.HandleFunc("/orders", func(w http.ResponseWriter, r *http.Request) { book.serve(w, r) })
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.write(levelDebug, "%s %s from %s", r.Method, r.URL.Path, r.RemoteAddr)
		routes.ServeHTTP(w, r)
	})
}

func (b *orderBook) serve(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		answer(w, http.StatusOK, b.list())
	case http.MethodPost:
		var wanted order
		err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4096)).Decode(&wanted)
		if err == nil && (wanted.Item == "" || wanted.Quantity < 1) {
			err = fmt.Errorf("an order has an item, and a quantity of at least 1")
		}
		if err != nil {
			answer(w, http.StatusBadRequest, map[string]string{"error": err.Error()})
			return
		}
		answer(w, http.StatusCreated, b.add(wanted.Item, wanted.Quantity))
	default:
		w.Header().Set("Allow", "GET, POST")
		answer(w, http.StatusMethodNotAllowed, map[string]string{"error": "use GET or POST"})
	}
}

func answer(w http.ResponseWriter, status int, body any) {
	text, err := json.Marshal(body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprintf(w, "%s\n", text)
}
